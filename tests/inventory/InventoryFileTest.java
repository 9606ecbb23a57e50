package inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import text.Language;
import text.Words;

/** Files that are inventories, and files that are not and say why. */
class InventoryFileTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);

    @TempDir
    private Path folder;

    @Test
    void theBuiltInOneIsTheGuidesEloquence() {
        Inventory eloquence = InventoryFile.builtIn();
        assertEquals(Optional.empty(), eloquence.host());
        assertEquals(List.of(
                new Service("Eloquence TTS Service", List.of(5002), Protocol.TCP, Optional.of("/health"),
                        Optional.empty()),
                new Service("Eloquence API Service", List.of(8000), Protocol.TCP, Optional.of("/health"),
                        Optional.empty()),
                new Service("Eloquence Whisper STT Service", List.of(8001), Protocol.TCP, Optional.empty(),
                        Optional.empty()),
                new Service("Eloquence LiveKit Service", List.of(7880, 7881), Protocol.TCP,
                        Map.of(7880, HealthCheck.of("/"), 7881, HealthCheck.of("tcp")), Optional.empty())),
                eloquence.services());
    }

    @Test
    void everyKeyIsRead() throws InventoryProblem {
        Inventory read = InventoryFile.of("x", """
                host: 192.168.1.44
                services:
                  - name: Media
                    ports: [ 50000-50003, 7882 ]
                    protocol: UDP
                    container: eloquence-livekit
                  - {name: API, port: "8000", health: "/health?deep=1"}
                  - {name: 9000, ports: 7880-7881}
                  - {name: null-safe, ports: 53}
                """);
        assertEquals(Optional.of("192.168.1.44"), read.host());
        assertEquals(List.of(
                new Service("Media", List.of(50000, 50001, 50002, 50003, 7882), Protocol.UDP, Optional.empty(),
                        Optional.of("eloquence-livekit")),
                new Service("API", List.of(8000), Protocol.TCP, Optional.of("/health?deep=1"), Optional.empty()),
                new Service("9000", List.of(7880, 7881), Protocol.TCP, Optional.empty(), Optional.empty()),
                new Service("null-safe", List.of(53), Protocol.TCP, Optional.empty(), Optional.empty())),
                read.services());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "AUTO", "\"auto\""})
    void autoIsNoAddress(String host) throws InventoryProblem {
        assertEquals(Optional.empty(), InventoryFile.of("x", "host: " + host + "\n" + ONE).host());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.44", "127.0.0.1", "fe80::1%wlan0", "\"::1\"", "2001:db8::7", "my-pc", "pc.lan",
            "pc.lan.", "my_pc", "1st.example", "localhost"})
    void addressesAndHostNames(String host) throws InventoryProblem {
        assertEquals(Optional.of(host.replace("\"", "")), InventoryFile.of("x", "host: " + host + "\n" + ONE).host());
    }

    /** Names are data: no character of them is syntax anywhere, so all but line breaks and their kin may be in one. */
    @ParameterizedTest
    @ValueSource(strings = {"it's \"quoted\"", "$(touch /tmp/x)", "`id`; rm -rf / & echo %PATH%", "خدمة الصوت",
            "{0} %s @|red x|@", "--help", "日本語🎤", "\u202Eexe.txt", "a\u0301", "C:\\x", "../../etc"})
    void aNameIsData(String name) throws InventoryProblem {
        String yaml = "services:\n  - name: '" + name.replace("'", "''") + "'\n    port: 1\n";
        assertEquals(name, InventoryFile.of("x", yaml).services().getFirst().name());
    }

    @Test
    void aNameHasAtMostTwoHundredCharactersHoweverManyBytesTheyTake() throws InventoryProblem {
        String most = "🎤".repeat(200);
        assertEquals(most, InventoryFile.of("x", "services: [{name: " + most + ", port: 1}]").services().getFirst()
                .name());
        assertEquals("x:1:19: this name has 300 characters; the maximum is 200",
                mistakes("services: [{name: " + "n".repeat(300) + ", port: 1}]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: "a\\nb"    | a name is one line of text; it contains the character U+000A
            name: "a\\eb"    | a name is one line of text; it contains the character U+001B
            name: "a\\u2028b" | a name is one line of text; it contains the character U+2028
            name: "\\0"      | a name is one line of text; it contains the character U+0000
            name: ""         | a service needs a name
            name: "  "       | a service needs a name
            name: null       | name has no value; write one, or leave the line out
            name: ~          | name has no value; write one, or leave the line out
            name: [a]        | name must be a single value, not a list and not keys
            name: {a: b}     | name must be a single value, not a list and not keys
            """)
    void namesThatAreNone(String line, String why) {
        assertEquals("x:2:11: " + why, mistakes("services:\n  - " + line + "\n    port: 1\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0                 | 0 is not a valid port: 1 to 65535
            65536             | 65536 is not a valid port: 1 to 65535
            -1                | -1 is not a valid port: 1 to 65535
            abc               | "abc" is not a port; write a number from 1 to 65535
            8000.0            | "8000.0" is not a port; write a number from 1 to 65535
            99999999999999999 | "99999999999999999" is not a port; write a number from 1 to 65535
            1e3               | "1e3" is not a port; write a number from 1 to 65535
            0x50              | "0x50" is not a port; write a number from 1 to 65535
            ٨٠٠٠              | "٨٠٠٠" is not a port; write a number from 1 to 65535
            true              | "true" is not a port; write a number from 1 to 65535
            ""                | "" is not a port; write a number from 1 to 65535
            ~                 | a port is a number such as 8000
            {a: b}            | a port is a number such as 8000
            [8000]            | write several ports under "ports"
            7880-7881         | write a range of ports under "ports": ports: ["7880-7881"]
            8000:80           | 8000:80 is a Compose port mapping; write the port that the phone uses: 8000
            127.0.0.1:8000:80 | 127.0.0.1:8000:80 is a Compose port mapping; write the port that the phone uses: 8000
            8000/udp          | 8000/udp includes the protocol; write "port: 8000" and "protocol: udp"
            """)
    void portsThatAreNone(String port, String why) {
        assertEquals("x:3:11: " + why, mistakes("services:\n  - name: a\n    port: " + port + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []              | x:3:12: this service has no port; add "port: 8000" or "ports: [7880, 7881]"
            [1-0]           | x:3:13: 1-0 is not a valid port: 1 to 65535
            [9-8]           | x:3:13: the range 9-8 is backwards; write 8-9
            [1, 2, 70000]   | x:3:19: 70000 is not a valid port: 1 to 65535
            [1, [2]]        | x:3:16: a port is a number such as 8000
            [7, 7]          | x:3:16: 7/tcp already belongs to "a"
            [7, 5-9]        | x:3:16: 7/tcp already belongs to "a"
            [1-65535]       | x:3:13: more than 4096 ports; list only those that the app uses
            """)
    void listsOfPortsThatAreNone(String ports, String why) {
        assertEquals(why, mistakes("services:\n  - name: a\n    ports: " + ports + "\n"));
    }

    @Test
    void onePortOverTcpAndUdpIsTwo() throws InventoryProblem {
        Inventory dns = InventoryFile.of("x", """
                services:
                  - {name: a, port: 53}
                  - {name: b, port: 53, protocol: udp}
                """);
        assertEquals("53/tcp 53/udp", dns.endpoints().stream().map(Endpoint::portText)
                .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://192.168.1.44      | host is only an address, such as 192.168.1.44; "http://192.168.1.44"
            192.168.1.0/24           | host is only an address, such as 192.168.1.44; "192.168.1.0/24"
            192.168.1.44:8000        | host has no port; write 192.168.1.44 instead of 192.168.1.44:8000
            0.0.0.0                  | 0.0.0.0 means every address of a machine; write the one that the app uses
            192.168.1.256            | "192.168.1.256" is neither an address nor a host name
            192.168.1                | "192.168.1" is neither an address nor a host name
            1.2.3.4.5                | "1.2.3.4.5" is neither an address nor a host name
            192.168.01.4             | "192.168.01.4" is neither an address nor a host name
            10                       | "10" is neither an address nor a host name
            a b                      | "a b" is neither an address nor a host name
            -pc                      | "-pc" is neither an address nor a host name
            $(id)                    | "$(id)" is neither an address nor a host name
            'fe80:::1'               | "fe80:::1" is neither an address nor a host name
            [a, b]                   | host must be a single value, not a list and not keys
            ~                        | host has no value; write one, or leave the line out
            """)
    void hostsThatAreNone(String host, String why) {
        String found = mistakes("host: " + host + "\n" + ONE);
        assertTrue(found.startsWith("x:1:7: " + why), found);
        assertEquals(1, found.lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tpc                             | unknown health "tpc"; did you mean "tcp"?
            TCP                             | unknown health "TCP"; did you mean "tcp"?
            ws                              | health starts with a slash; write ws:/
            ws:rtc                          | health starts with a slash; write ws:/rtc
            wss                             | health starts with a slash; write wss:/
            wss:rtc                         | health starts with a slash; write wss:/rtc
            wss://192.168.1.44:7880/rtc     | health is a path only; write wss:/rtc
            https                           | health starts with a slash; write https:/
            https:health                    | health starts with a slash; write https:/health
            https:/a b                      | health contains a space or a control character; write %20 for a space
            https:/\\example.org          | health is a path on the service itself;
            ws://192.168.1.44:7880/rtc      | health is a path only; write ws:/rtc
            ws:///rtc                       | health is a path only; write ws:/rtc
            ws:/a b                         | health contains a space or a control character; write %20 for a space
            health                          | health starts with a slash; write /health
            http://10.0.0.1:8000/health     | health is a path only; write /health
            https://example.org             | health is a path only; write https:/
            https://10.0.0.1:8443/health    | health is a path only; write https:/health
            //example.org/x                 | health is a path on the service itself;
            /\\example.org                  | health is a path on the service itself;
            /a b                            | health contains a space or a control character; write %20 for a space
            "/a\\nHost: b"                  | health contains a space or a control character; write %20 for a space
            ~                               | health has no value; write one, or leave the line out
            true                            | health starts with a slash; write /true
            """)
    void healthPathsThatAreNone(String health, String why) {
        String found = mistakes("services:\n  - name: a\n    port: 1\n    health: " + health + "\n");
        assertTrue(found.startsWith("x:4:13: " + why), found);
        assertEquals(1, found.lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            contaner: a           | x:4:5: unknown key "contaner"; did you mean "container"?
            Health: /             | x:4:5: unknown key "Health"; did you mean "health"?
            healthcheck: /        | x:4:5: unknown key "healthcheck"; did you mean "health"?
            proto: udp            | x:4:5: unknown key "proto"; did you mean "protocol"?
            image: a              | x:4:5: unknown key "image"; valid keys: name, port, ports,
            port: 2               | x:4:5: the key "port" is here a second time
            ports: [2]            | x:4:12: a service has port or ports, not both
            protocol: sctp        | x:4:15: unknown protocol "sctp"; use tcp or udp
            container: -it        | x:4:16: "-it" is not a valid container name; Docker allows
            container: a b        | x:4:16: "a b" is not a valid container name; Docker allows
            ? [a]                 | x:4:7: a key must be a single word
            <<: {a: b}            | x:4:5: unknown key "<<"; valid keys
            health: &h /h         | ''
            health: *h            | x:4:13: YAML aliases are not supported here; write the value in full
            """)
    void keysAndTheirValues(String line, String why) {
        String found = why.isEmpty() ? "" : mistakes("services:\n  - name: a\n    port: 1\n    " + line + "\n");
        assertTrue(found.startsWith(why), found);
    }

    @Test
    void everyPortMayHaveAHealthOfItsOwn() throws InventoryProblem {
        Inventory read = InventoryFile.of("x", """
                services:
                  - name: Media
                    ports: [{port: 7880, health: "ws:/rtc"}, 7881, {port: 50000-50001, health: tcp}, {port: 9}]
                    health: /health
                  - {name: Raw, ports: [{port: 1, health: /x}, 2]}
                """);
        assertEquals("7880 ws:/rtc, 7881 /health, 50000 tcp, 50001 tcp, 9 /health, 1 /x, 2 -", read.endpoints().stream()
                .map(endpoint -> endpoint.port() + " " + endpoint.health().map(HealthCheck::text).orElse("-"))
                .collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {port: 1, helth: /}          | x:3:23: unknown key "helth"; did you mean "health"?
            {port: 1, health: api}       | x:3:31: health starts with a slash; write /api
            {health: /}                  | x:3:13: an entry with keys has "port" and, optionally, "health"
            {port: [1], health: /}       | x:3:20: port must be a single value, not a list and not keys
            {port: 0, health: /}         | x:3:20: 0 is not a valid port: 1 to 65535
            {port: 1, protocol: udp}     | x:3:23: unknown key "protocol"; valid keys: port, health
            """)
    void entriesThatAreNone(String entry, String why) {
        assertEquals(why, mistakes("services:\n  - name: a\n    ports: [" + entry + "]\n"));
    }

    @Test
    void healthMayBeAWholeDescription() throws InventoryProblem {
        Inventory read = InventoryFile.of("x", """
                services:
                  - name: API
                    port: 8443
                    health:
                      path: /health?deep=1
                      status: [200, 401]
                      contains: "ready: yes"
                      json: {db.state: up, queue.0.length: 0, error: null}
                      headers: {Authorization: Bearer s3cret}
                      https: true
                      ca: Lab Root
                  - name: Plain
                    ports: [{port: 1, health: {path: /x, status: 204, https: false}}, {port: 2, health: {path: /x}}]
                """);
        var json = new LinkedHashMap<String, String>();
        json.put("db.state", "up");
        json.put("queue.0.length", "0");
        json.put("error", "null");
        assertEquals(new HealthCheck.HttpGet("/health?deep=1", new HttpTerms(Set.of(200, 401),
                        Optional.of("ready: yes"), json,
                        new LinkedHashMap<>(Map.of("Authorization", "Bearer s3cret")),
                        Optional.of(new HttpTerms.Tls(Optional.of("Lab Root"))))),
                read.endpoints().getFirst().health().orElseThrow());
        assertEquals(List.of("/health?deep=1 https ca=Lab Root status=200 status=401 contains=ready: yes "
                + "json.db.state=up json.queue.0.length=0 json.error=null header=Authorization", "/x status=204", "/x"),
                read.endpoints().stream().map(endpoint -> endpoint.health().orElseThrow().text()).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {status: 200}                    | x:1:39: a health with keys has "path" and, optionally, "status", \
            "contains", "json", "headers", "https" and "ca"
            {path: /, code: 200}             | x:1:49: unknown key "code"; valid keys: path, status, contains, json, \
            headers, https, ca
            {path: /, stauts: 200}           | x:1:49: unknown key "stauts"; did you mean "status"?
            {path: health}                   | x:1:46: health starts with a slash; write /health
            {path: "ws:/rtc"}                | x:1:46: health starts with a slash; write /ws:/rtc
            {path: "https://h/x"}            | x:1:46: health is a path only; write /x
            {path: //h/x}                    | x:1:46: health is a path on the service itself; it cannot start with \
            two slashes or contain a backslash
            {path: /, status: ok}            | x:1:57: ok is not an HTTP status: 100 to 599
            {path: /, status: [200, 600]}    | x:1:63: 600 is not an HTTP status: 100 to 599
            {path: /, contains: [a]}         | x:1:59: contains must be a single value, not a list and not keys
            {path: /, json: ok}              | x:1:55: json has names with values, such as: status: ok
            {path: /, json: {a: [1]}}        | x:1:59: a must be a single value, not a list and not keys
            {path: /, json: {a: 1, a: 2}}    | x:1:62: the key "a" is here a second time
            {path: /, headers: {a b: c}}     | x:1:59: a b is not the name of a header
            {path: /, headers: {Upgrade: c}} | x:1:59: the header Upgrade belongs to the connection; leave it out
            {path: /, headers: {A: "b\\nc"}} | x:1:62: the value of a header holds printable ASCII only
            {path: /, headers: {A: é}}       | x:1:62: the value of a header holds printable ASCII only
            {path: /, https: yes}            | x:1:56: https is true or false, not yes
            {path: /, ca: Lab Root}          | x:1:53: ca is for HTTPS; add https: true
            [/health]                        | x:1:39: health is a path, a word or keys, not a list
            """)
    void descriptionsThatAreNone(String health, String why) {
        assertEquals(why, mistakes("services: [{name: a, port: 1, health: " + health + "}]"));
    }

    @Test
    void healthIsNothingForUdp() {
        assertEquals("x:1:54: health is tested over TCP, but this service is UDP; leave health out",
                mistakes("services: [{name: a, port: 1, protocol: udp, health: /h}]"));
    }

    @Test
    void everyMistakeIsToldInTheOrderOfTheFile() {
        assertEquals("""
                x:1:1: unknown key "hots"; did you mean "host"?
                x:1:7: "a b" is neither an address nor a host name; \
                write auto, an address such as 192.168.1.44, or a name
                x:3:11: a service needs a name
                x:4:11: 0 is not a valid port: 1 to 65535
                x:7:11: line 5 already has a service "b"; each needs its own name
                x:8:13: 8000/tcp already belongs to "B"
                x:9:5: this service has no name
                x:10:5: a service has keys: name, and port or ports""", mistakes("""
                hots: a b
                services:
                  - name: ""
                    port: 0
                  - name: B
                    port: 8000
                  - name: b
                    ports: [8000]
                  - port: 9
                  - web
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | x: it is empty; it needs services, see runbook/services.yaml for an example
            '# only a remark'          | x: it is empty; it needs services, see runbook/services.yaml for an example
            ---                        | x: it is empty; it needs services, see runbook/services.yaml for an example
            hello                      | x:1:1: a services file starts with "services:" and, optionally, "host:"
            - name: a                  | x:1:1: a services file starts with "services:" and, optionally, "host:"
            host: auto                 | x:1:1: the key "services" is missing
            services:                  | x:1:10: there are no services; add one that starts with "- name:"
            services: []               | x:1:11: there are no services; add one that starts with "- name:"
            services: web              | x:1:11: services must be a list; each service starts with "- name:"
            servies: []                | x:1:1: unknown key "servies"; did you mean "services"?
            services: [                | x:2:1: the file ends too early; a quote or a bracket is not closed
            services: "abc             | x:2:1: the file ends too early; a quote or a bracket is not closed
            """)
    void wholeFilesThatAreNoInventory(String yaml, String why) {
        String found = mistakes(yaml + "\n").lines().findFirst().orElseThrow();
        assertEquals(why, found);
    }

    @Test
    void aComposeFileIsKnownForOne() {
        assertEquals("x:1:11: services must be a list; each service starts with \"- name:\". "
                + "This looks like a Compose file: for what Docker publishes, use --discover",
                mistakes("services: {web: {image: nginx}}"));
    }

    @Test
    void aColonATabAnIndentationAndASecondDocument() {
        assertEquals("x:1:12: a colon is not allowed here; put the text in quotes, or check the indentation",
                mistakes("services: a: b"));
        assertEquals("x:3:1: a tab; YAML allows only spaces for indentation",
                mistakes("services:\n  - name: a\n\tport: 1\n"));
        assertEquals("x:3:3: this line is not aligned with the lines it belongs to; "
                + "the keys of a service start in the same column", mistakes("services:\n  - name: a\n  port: 1\n"));
        assertEquals("x:3:1: another document starts here; a services file is one document",
                mistakes("services: []\n...\n---\nservices: []\n"));
    }

    @Test
    void aBombOfAliasesOrBracketsGoesOffNowhere() {
        var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c < 'k'; c++) {
            bomb.append(c).append(": &").append(c).append(" [").append(("*" + (char) (c - 1) + ",").repeat(9))
                    .append("x]\n");
        }
        assertEquals("x:2:8: YAML aliases are not supported here; write the value in full", mistakes(bomb.toString()));
        assertEquals("x:1:9: this is nested too deeply", mistakes("[".repeat(500_000)));
    }

    @Test
    void twentyThousandRangesOfAllPortsCostNoMoreThanOne() {
        var many = new StringBuilder("services:\n");
        for (int i = 0; i < 20_000; i++) {
            many.append("  - {name: s").append(i).append(", ports: 1-65535}\n");
        }
        assertEquals("x:2:23: more than 4096 ports; list only those that the app uses", mistakes(many.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkAndWindowsLineEndsChangeNothing(String charset) throws IOException, InventoryProblem {
        String text = "\uFEFFhost: auto\r\nservices:\r\n  - name: Sprachausgabe für Müller\r\n    port: 5002\r\n";
        Path file = Files.write(folder.resolve("services.yaml"), text.getBytes(Charset.forName(charset)));
        assertEquals("Sprachausgabe für Müller", InventoryFile.read(file).services().getFirst().name());
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path file = folder.resolve("services.yaml");
        assertEquals(file + ": there is no such file", mistakesIn(file));
        assertEquals(folder + ": this is a folder; give the YAML file in it", mistakesIn(folder));
        Files.write(file, new byte[0]);
        assertEquals(file + ": it is empty; it needs services, see runbook/services.yaml for an example",
                mistakesIn(file));
        Files.write(file, "services:\n  - name: für\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":2:12: byte 0xFC is not UTF-8; save the file as UTF-8", mistakesIn(file));
        Files.write(file, new byte[] {'s', 'e', '\n', 'r', 0, 1, 2});
        assertEquals(file + ":2:2: the character U+0000 is not allowed in YAML; is this a text file?",
                mistakesIn(file));
        Files.write(file, "services:\r  - name: für\r".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":2:12: byte 0xFC is not UTF-8; save the file as UTF-8", mistakesIn(file));
        Files.write(file, "services:\r\n  - name: für\r\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(file + ":2:12: byte 0xFC is not UTF-8; save the file as UTF-8", mistakesIn(file));
        Files.writeString(file, "services:\r  - name: a\r    porrt: 1\r");
        assertEquals(file + ":3:5", mistakesIn(file).substring(0, (file + ":3:5").length()));
        Files.write(file, new byte[100 * 1024 * 1024]);
        assertEquals(file + ": it is larger than 1024 KiB, too large for a list of services", mistakesIn(file));
    }

    private static final String ONE = "services: [{name: a, port: 1}]\n";

    private static String mistakes(String yaml) {
        return told(assertThrows(InventoryProblem.class, () -> InventoryFile.of("x", yaml)));
    }

    private static String mistakesIn(Path file) {
        return told(assertThrows(InventoryProblem.class, () -> InventoryFile.read(file)));
    }

    private static String told(InventoryProblem problem) {
        return problem.mistakes().stream().map(mistake -> ENGLISH.say(mistake.message()))
                .collect(Collectors.joining("\n"));
    }
}
