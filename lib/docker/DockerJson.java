package docker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import docker.Container.Status;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import text.Message;

/** JSON as the docker client prints it where a template asks for it: how to ask, and how to read it. */
final class DockerJson {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private DockerJson() { }

    /**
     * In a template, a key and the colon. The template itself writes it, because a double quote in an argument does
     * not reach a Windows program as it is.
     */
    static String key(String name) {
        return "{{json `" + name + "`}}:";
    }

    static String field(String name, String value) {
        return key(name) + "{{json " + value + "}}";
    }

    /** Some members of the object that {@code parent} leads to. */
    static String fields(String parent, String... names) {
        return Stream.of(names).map(name -> field(name, parent + "." + name)).collect(Collectors.joining(","));
    }

    /**
     * @param text an array of objects, or objects one after the other
     * @param read what to make of one; it may throw what Gson, numbers and times throw
     */
    static <T> Fact<List<T>> each(String text, Function<JsonObject, T> read) {
        try {
            return Fact.known(Json.readEach(text, document -> {
                List<JsonElement> all = document instanceof JsonArray many ? many.asList() : List.of(document);
                return all.stream().map(one -> read.apply(one.getAsJsonObject())).toList();
            }).stream().flatMap(List::stream).toList());
        } catch (JsonShapeException e) {
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Fact.unknown(Message.of("docker.unclear", what));
        }
    }

    static String text(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    /**
     * A container's name without the leading slash, of the only form that Docker gives out (names.RestrictedNameChars
     * of moby): no other one may come to stand in a command, where it could be an option.
     */
    static String name(String text) {
        String name = text.startsWith("/") ? text.substring(1) : text;
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a container's name: " + name);
        }
        return name;
    }

    static int number(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? 0 : value.getAsInt();
    }

    static boolean bool(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    static Status status(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "created" -> Status.CREATED;
            case "running" -> Status.RUNNING;
            case "paused" -> Status.PAUSED;
            case "restarting" -> Status.RESTARTING;
            case "removing" -> Status.REMOVING;
            case "exited" -> Status.EXITED;
            case "dead" -> Status.DEAD;
            default -> Status.OTHER;
        };
    }
}
