package inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import text.Language;
import text.Message;
import text.Words;

/** What is written as a services file is read again as the same services. */
class InventoryTextTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);

    /** What YAML, or somebody's terminal, takes for something else than letters. */
    private static final List<String> HOSTILE = List.of(": ", " #", "- ", "? ", "&a", "*a", "!!int", "|", ">", "%", "@",
            "`", "{", "}", "[", "]", ",", "\"", "'", "\\", "\\n", "$(id)", "null", "~", "true", "no", "12:30", "0x1F",
            "1e3", "---", "...", "<<", "=", "é", "日本", "\uFEFF", "\u200F", "\u00A0", "\uFFFE", "\uD83D\uDCF1", "\uD800",
            "a", " ", "b", "/", ".", "\u00AD");

    @Test
    void itIsWrittenForSomebodyToEdit() {
        var inventory = new Inventory(Optional.empty(), List.of(
                new Service("api", List.of(8000), Protocol.TCP, Optional.of("/health"), Optional.of("shop-api-1")),
                new Service("media", List.of(50000, 50001, 50002, 7882), Protocol.UDP, Optional.empty(),
                        Optional.of("shop-media-1")),
                new Service("web: old", List.of(80, 443), Protocol.TCP, Optional.empty(), Optional.empty())),
                "compose.yaml");
        assertEquals("""
                # What a phone on the Wi-Fi should reach on this machine.
                # Services: compose.yaml (Compose file)
                #
                # Edit it, then run: jbang diagnose --services FILE. For every key, see docs/services.md.

                # The address that the app has built in, such as 192.168.1.44; "auto" is this machine's own.
                host: auto

                services:
                  # The name is also the name of the firewall rule.
                  - name: api
                    port: 8000
                    # health: path of a URL that answers 2xx, to the end. Without it, the port has to greet, or to answer HTTP or TLS.
                    health: /health
                    # container: the Docker container behind the port. Without it, the published port tells which.
                    container: shop-api-1

                  - name: media
                    ports: [50000-50002, 7882]
                    protocol: udp
                    container: shop-media-1

                  - name: "web: old"
                    ports: [80, 443]
                """, InventoryText.of(inventory, new Source(Source.Kind.COMPOSE_FILE, "compose.yaml").lines(), ENGLISH));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theGuidesOwnComeBack(Language language) throws InventoryProblem {
        Inventory eloquence = InventoryFile.builtIn();
        assertEquals(eloquence.services(), again(eloquence, new Words(language), "x").services());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheyAreCalled(long seed) throws InventoryProblem {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Inventory inventory = inventory(random);
            String note = hostile(random) + "\n" + hostile(random) + "\r\nservices: []";
            Inventory read = again(inventory, ENGLISH, note);
            assertEquals(inventory.services(), read.services(), "seed " + seed + ", round " + round);
            assertEquals(inventory.host(), read.host());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void howeverTheirHealthIsDescribed(long seed) throws InventoryProblem {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var json = new LinkedHashMap<String, String>();
            json.put(hostile(random), hostile(random));
            var headers = new LinkedHashMap<String, String>();
            headers.put("X-Token", "a: \"b\" # " + round);
            var check = new HealthCheck.HttpGet("/", new HttpTerms(random.nextBoolean() ? Set.of(200, 401) : Set.of(),
                    Optional.of(hostile(random)), random.nextBoolean() ? json : new LinkedHashMap<>(),
                    random.nextBoolean() ? headers : new LinkedHashMap<>(), Optional.of(new HttpTerms.Tls(
                    Optional.of(hostile(random)).filter(name -> !name.isEmpty())))));
            var inventory = new Inventory(Optional.empty(), List.of(new Service("a", List.of(1, 2), Protocol.TCP,
                    random.nextBoolean() ? Map.of(1, check, 2, check) : Map.of(2, check), Optional.empty())), "x");
            assertEquals(inventory.services(), again(inventory, ENGLISH, "x").services(), seed + ", " + round);
        }
    }

    /** Nobody who looks at the file is shown another name than the one in it. */
    @Test
    void whatTurnsTextIsSeen() {
        var inventory = new Inventory(Optional.empty(), List.of(new Service("a\u202Eb", List.of(1), Protocol.TCP,
                Optional.empty(), Optional.empty())), "x");
        assertTrue(InventoryText.of(inventory, List.of(), ENGLISH).contains("- name: \"a\\u202Eb\"\n"));
    }

    private static Inventory again(Inventory inventory, Words words, String note) throws InventoryProblem {
        return InventoryFile.of("x", InventoryText.of(inventory, List.of(Message.verbatim(note)), words));
    }

    private static Inventory inventory(Random random) {
        var services = new ArrayList<Service>();
        var names = new TreeSet<String>();
        int port = 1 + random.nextInt(100);
        for (int i = random.nextInt(4); i >= 0; i--) {
            String name = hostile(random);
            if (NameRule.refused(name).isPresent() || !names.add(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            var ports = new ArrayList<Integer>();
            for (int more = random.nextInt(6); more >= 0; more--) {
                ports.add(port);
                port += 1 + random.nextInt(3) / 2;
            }
            Protocol protocol = Protocol.values()[random.nextInt(2)];
            Optional<String> health = Optional.of("/" + hostile(random).replace(" ", ""))
                    .filter(path -> protocol == Protocol.TCP && HealthRule.refused(path).isEmpty());
            services.add(new Service(name, ports, protocol, health, random.nextBoolean() ? Optional.of("null")
                    : Optional.empty()));
        }
        Optional<String> host = random.nextBoolean() ? Optional.of("fe80::1") : Optional.empty();
        return services.isEmpty() ? inventory(random) : new Inventory(host, services, "x");
    }

    private static String hostile(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
        }
        return text.toString().strip();
    }
}
