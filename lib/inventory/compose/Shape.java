package inventory.compose;

import java.util.Map;
import java.util.Optional;

/**
 * What is read of a Compose file, and how deep. Everything else in it is passed over: it is none of our business, may
 * hold passwords, and an alias may make it endless.
 *
 * @param items  what stands in a list, where one may stand
 * @param fields what is read of a mapping, where one may stand
 */
record Shape(Optional<Shape> items, Map<String, Shape> fields) {
    private static final Shape TEXT = new Shape(Optional.empty(), Map.of());
    private static final Shape TEXTS = listOf(TEXT);

    static final Shape SERVICE = mapping(Map.of(
            "container_name", TEXT,
            "network_mode", TEXT,
            "scale", TEXT,
            "deploy", mapping(Map.of("replicas", TEXT)),
            "profiles", TEXTS,
            "expose", TEXTS,
            "ports", listOf(mapping(Map.of("target", TEXT, "published", TEXT, "protocol", TEXT, "host_ip", TEXT))),
            "healthcheck", mapping(Map.of("test", TEXTS, "disable", TEXT)),
            "extends", mapping(Map.of("service", TEXT, "file", TEXT))));

    static final Shape NAME = TEXT;

    static final Shape INCLUDE =
            listOf(mapping(Map.of("path", TEXTS, "project_directory", TEXT, "env_file", TEXTS)));

    private static Shape listOf(Shape item) {
        return new Shape(Optional.of(item), Map.of());
    }

    private static Shape mapping(Map<String, Shape> fields) {
        return new Shape(Optional.empty(), fields);
    }
}
