package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import console.Look;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.Diagnosis;
import path.Facts;
import path.Hop;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.check.Checklist;
import path.gather.FactsReader;
import probe.Limits;
import process.Fact;
import process.recording.ReplayWorld;
import testing.FactsBuilder;
import testing.Project;
import testing.RunbookSchema;
import text.Language;
import text.Message;
import text.Words;

/** What a person and a program read once a phone has tried, on a machine that was recorded in good health. */
class PhoneReportTest {
    private static final Set<Hop> HOPS = EnumSet.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE);
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final PhoneAttempt LATE = new PhoneAttempt.TimedOut(Duration.ofSeconds(5));

    private static Facts machine;

    @BeforeAll
    static void replay() throws IOException, InventoryProblem {
        Inventory inventory = InventoryFile.of("services.yaml", Project.read("runbook/services.yaml"));
        machine = FactsReader.facts(new ReplayWorld(Project.path("tests/fixtures/hosts/linux-healthy")), inventory,
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(8)));
    }

    private static PhoneReport word(String phone, Endpoint endpoint, PhoneAttempt attempt) {
        Fact<PacketFate> seen = attempt instanceof PhoneAttempt.GotThrough ? Fact.known(new PacketFate.Connected())
                : Fact.unknown(Message.verbatim("only root may watch packets"));
        return new PhoneReport(machine.startedAt().truncatedTo(ChronoUnit.MILLIS).plusSeconds(9),
                InetAddress.ofLiteral(phone), endpoint, HERE, PhoneReport.How.BROWSER, attempt, seen);
    }

    private static PhoneAttempt through(Endpoint endpoint) {
        return new PhoneAttempt.GotThrough(Duration.ofMillis(endpoint.port() / 500),
                Duration.ofMillis(endpoint.port() / 40), 5);
    }

    private static List<PhoneReport> words(String phone, Function<Endpoint, PhoneAttempt> tried) {
        return machine.inventory().endpoints().stream()
                .map(endpoint -> word(phone, endpoint, tried.apply(endpoint))).toList();
    }

    private static Diagnosis diagnosis(List<PhoneReport> words) {
        return Checklist.diagnose(machine.with(words), HOPS, Duration.ofSeconds(9));
    }

    private static String text(Language language, int width, Diagnosis diagnosis) {
        return String.join("\n", new TextReport(new Words(language), new Look(width, false, true), false)
                .phone(diagnosis)) + "\n";
    }

    @Test
    void aPhoneThatGotThroughEverywhere() {
        assertEquals("""
                What a phone gets from 192.168.1.44 (eth0)
                Services: services.yaml

                                                          loopback  address  phone
                Eloquence TTS Service               5002  10 ms     2 ms     10 ms
                Eloquence API Service               8000  27 ms     38 ms    16 ms
                Eloquence Whisper STT Service       8001  ok        ok       16 ms
                Eloquence LiveKit Service      7880-7881  ok        ok       15 ms

                Answers took 15 ms on a phone (median), 200 ms at worst.
                A timeout of 4 s in the app leaves room for that and for two lost first packets,
                which are resent after 1 s and 2 s more (RFC 6298).

                ✓ A phone (192.168.1.23) got through to 5 of 5 ports.
                """, text(Language.ENGLISH, 80, diagnosis(words("192.168.1.23", PhoneReportTest::through))));
    }

    @Test
    void aPhoneThatGotThroughToSome() {
        assertEquals("""
                Ce qu'un téléphone obtient de 192.168.1.44 (eth0)
                Services\u00a0: services.yaml

                                                     local       adresse     téléphone
                Eloquence TTS Service          5002  10 ms       2 ms        10 ms
                Eloquence API Service          8000  27 ms       38 ms       timeout
                Eloquence Whisper STT Service  8001  non prouvé  non prouvé  timeout
                Eloquence LiveKit Service      7880  non prouvé  non prouvé  timeout
                Eloquence LiveKit Service      7881  ok          ok          timeout

                ✗ Un téléphone n'obtient pas de réponse sur 8000, 8001, 7880, 7881, et la cause
                  n'a pas pu être observée  phone-timed-out, observé
                    192.168.1.23 a essayé 8000, 8001, 7880, 7881 à 192.168.1.44\u00a0: pas de réponse
                    en 5 s
                    pas vu ici pour 8000, 8001, 7880, 7881\u00a0: only root may watch packets
                    -> Recommencer en observant chaque paquet du téléphone\u00a0; ce qui est activé
                       pour cela est désactivé ensuite\u00a0:
                        jbang verify --phone --trace
                    En savoir plus\u00a0: ajouter --explain phone-timed-out à la commande

                ! Rien ne prouve qu'un service réponde sur 8001, 7880\u00a0: la connexion s'ouvre,
                  puis rien ne vient, comme avec un service figé  answer-not-proven, observé
                    -> S'il doit parler le premier, ou parler HTTP ou TLS, il est figé\u00a0: lire
                       son journal, puis le redémarrer
                    -> Ou dire à quoi il répond, dans le fichier des services\u00a0: health: /chemin
                       ou health: ws:/chemin
                    -> Ou y dire qu'il n'offre qu'une connexion ouverte\u00a0: health: tcp
                    En savoir plus\u00a0: ajouter --explain answer-not-proven à la commande

                Sur un téléphone, les réponses ont pris 10 ms (médiane), 125 ms au pire.
                Un délai de 4 s dans l'application couvre cela et deux premiers paquets perdus,
                renvoyés après 1 s puis 2 s de plus (RFC 6298).

                Ports atteints depuis un téléphone (192.168.1.23)\u00a0: 1 sur 5. Ports en panne\u00a0: 4
                sur 5.
                """, text(Language.FRENCH, 80, diagnosis(words("192.168.1.23",
                        endpoint -> endpoint.port() < 6000 ? through(endpoint) : LATE))));
    }

    /** Said and seen, for 8000; the others are borne out. */
    private static List<PhoneReport> doubtful(Fact<PacketFate> seen) {
        return words("192.168.1.23", PhoneReportTest::through).stream().map(word -> word.endpoint().port() != 8000 ? word
                : new PhoneReport(word.at(), word.phone(), word.endpoint(), word.asked(), word.how(), word.attempt(),
                        seen)).toList();
    }

    @Test
    void aPhoneThatIsContradicted() {
        assertEquals("""
                Ce qu'un téléphone obtient de 192.168.1.44 (eth0)
                Services\u00a0: services.yaml

                                                local  adresse  téléphone
                TTS Service               5002  10 ms  2 ms     10 ms
                API Service               8000  27 ms  38 ms    contredit
                Whisper STT Service       8001  ok     ok       16 ms
                LiveKit Service      7880-7881  ok     ok       15 ms

                ✗ Un téléphone dit passer sur 8000, mais cette machine n'a
                  vu aucune connexion de ce genre
                  phone-contradicted, observé
                    192.168.1.23 a essayé 8000 à 192.168.1.44\u00a0: il dit être
                    passé
                    vu ici pour 8000\u00a0: aucune connexion n'a été établie, et
                    cette machine l'aurait vue
                    -> Si cette adresse n'est pas celle de votre téléphone\u00a0:
                       Ctrl-C, recommencer, et ne scanner le code qu'avec
                       votre propre téléphone
                    -> Recommencer en observant chaque paquet du téléphone\u00a0;
                       ce qui est activé pour cela est désactivé ensuite\u00a0:
                        jbang verify --phone --trace
                    En savoir plus\u00a0: ajouter --explain phone-contradicted à
                      la commande

                Sur un téléphone, les réponses ont pris 15 ms (médiane),
                200 ms au pire.
                Un délai de 4 s dans l'application couvre cela et deux
                premiers paquets perdus, renvoyés après 1 s puis 2 s de plus
                (RFC 6298).

                Ports atteints depuis un téléphone (192.168.1.23)\u00a0: 4 sur 5.
                Ports où la parole des téléphones est contredite\u00a0: 1 sur 5.
                """, text(Language.FRENCH, 60, diagnosis(doubtful(Fact.known(new PacketFate.NoConnection())))));
    }

    @Test
    void aPhoneWhoseWordStandsAlone() {
        assertEquals("""
                What a phone gets from 192.168.1.44 (eth0)
                Services: services.yaml

                                                          loopback  address  phone
                Eloquence TTS Service               5002  10 ms     2 ms     10 ms
                Eloquence API Service               8000  27 ms     38 ms    unseen
                Eloquence Whisper STT Service       8001  ok        ok       16 ms
                Eloquence LiveKit Service      7880-7881  ok        ok       15 ms

                ! Only the phone says it gets through to 8000: this machine could not see the
                  connection  phone-word-alone, observed
                    192.168.1.23 tried 8000 at 192.168.1.44: it got through, it says
                    not seen here for 8000: only root can see what the firewall lets in
                    -> Run it again and watch every packet of the phone; what is turned on for
                       that is turned off afterwards:
                        jbang verify --phone --trace
                    More: add --explain phone-word-alone to the command

                Answers took 15 ms on a phone (median), 200 ms at worst.
                A timeout of 4 s in the app leaves room for that and for two lost first packets,
                which are resent after 1 s and 2 s more (RFC 6298).

                A phone (192.168.1.23) got through to 5 of 5 ports. See the warnings.
                """, text(Language.ENGLISH, 80, diagnosis(doubtful(Fact.unknown(
                        Message.of("evidence.needs-root"))))));
    }

    @Test
    void theOneThatGotThroughIsNamedAndNotTheOneThatDidNot() {
        List<PhoneReport> both = Stream.concat(words("192.168.1.23", PhoneReportTest::through).stream(),
                words("192.168.1.24", endpoint -> LATE).stream()).toList();
        String last = text(Language.ENGLISH, 100, diagnosis(both)).lines().toList().getLast();
        assertEquals("A phone (192.168.1.23) got through to 5 of 5 ports. "
                + "What phones say is contradicted on 5 of 5 ports.", last);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void nothingIsWiderThanTheScreen(int width) {
        for (Language language : Language.values()) {
            text(language, width, diagnosis(words("192.168.1.23", endpoint -> LATE))).lines()
                    .filter(line -> !line.contains("sudo"))
                    .forEach(line -> assertTrue(line.length() <= width, line));
        }
    }

    @Test
    void aRememberedWordShowsItsAge() {
        List<PhoneReport> words = words("192.168.1.23", PhoneReportTest::through);
        var later = FactsBuilder.of(machine).at(machine.startedAt().plus(Duration.ofHours(3)))
                .phones(new PhoneFacts(List.of(), Fact.known(words), Optional.empty())).build();
        Diagnosis diagnosis = Checklist.diagnose(later, EnumSet.allOf(Hop.class), Duration.ZERO);
        List<String> lines = new TextReport(new Words(Language.ENGLISH), new Look(100, false, true), false)
                .diagnosis(diagnosis);
        assertTrue(lines.get(4).startsWith("TTS Service") && lines.get(4).endsWith("3 h ago"), lines::toString);
        assertFalse(String.join("\n", lines).contains("Not proven"), lines::toString);
        JsonObject phone = json(diagnosis).getAsJsonArray("phones").get(0).getAsJsonObject();
        assertTrue(phone.getAsJsonArray("ports").get(0).getAsJsonObject().get("remembered").getAsBoolean());
        assertFalse(json(diagnosis).has("roundTrips"), "times of another day suggest nothing");
    }

    private static JsonObject json(Diagnosis diagnosis) {
        return RunbookSchema.valid(new JsonReport("verify", "9.9", new Words(Language.ENGLISH)).of(diagnosis, HOPS, 0));
    }

    /** One answer of six is nowhere called a success, and no time-out for the app follows from it. */
    @Test
    void someAnswersAreCounted() {
        var words = new ArrayList<>(words("192.168.1.23", endpoint -> new PhoneAttempt.Intermittent(1, 6,
                Duration.ofMillis(41), Duration.ofMillis(41))));
        Diagnosis diagnosis = diagnosis(words);
        JsonObject document = json(diagnosis);
        JsonObject port = document.getAsJsonArray("phones").get(0).getAsJsonObject().getAsJsonArray("ports").get(0)
                .getAsJsonObject();
        assertEquals("intermittent 1 of 6", port.get("result").getAsString() + " " + port.get("answered") + " of "
                + port.get("tries"));
        assertFalse(document.has("roundTrips"), document.toString());
        assertEquals("fail", document.get("verdict").getAsString());
        String report = String.join("\n", new TextReport(new Words(Language.ENGLISH), Look.PLAIN, false)
                .phone(diagnosis));
        assertTrue(report.contains("answers only 1 of 6 requests"), report);
        assertFalse(report.contains("✓") || report.contains("timeout"), report);
    }

    @Test
    void aProgramReadsWhatEveryPhoneSaid() {
        var words = new ArrayList<>(words("192.168.1.23", PhoneReportTest::through));
        words.add(word("192.168.1.24", words.getFirst().endpoint(), LATE));
        JsonObject document = json(diagnosis(words));

        assertEquals(JsonParser.parseString("""
                {"service": "Eloquence TTS Service", "port": 5002, "protocol": "tcp", "asked": "192.168.1.44",
                 "at": "%s", "remembered": false, "result": "got-through", "medianMs": 10, "worstMs": 125,
                 "tries": 5, "answered": 5, "seen": "connected"}
                """.formatted(words.getFirst().at())), document.getAsJsonArray("phones").get(0).getAsJsonObject()
                        .getAsJsonArray("ports").get(0));
        JsonObject other = document.getAsJsonArray("phones").get(1).getAsJsonObject();
        assertEquals("192.168.1.24", other.get("address").getAsString());
        assertEquals("timed-out", other.getAsJsonArray("ports").get(0).getAsJsonObject().get("result").getAsString());
        assertTrue(other.getAsJsonArray("ports").get(0).getAsJsonObject().get("seen").isJsonNull());
        assertEquals(JsonParser.parseString(
                "{\"medianMs\": 15, \"worstMs\": 200, \"suggestedTimeoutMs\": 4000}"), document.get("roundTrips"));
        JsonObject hop = document.getAsJsonArray("services").get(1).getAsJsonObject().getAsJsonArray("hops").get(2)
                .getAsJsonObject();
        assertEquals("phone", hop.get("hop").getAsString());
        assertEquals("ok", hop.get("result").getAsString());
        assertEquals(16, hop.get("durationMs").getAsInt());
    }

    @Test
    void withoutAPhoneTheDocumentIsWhatItWas() {
        JsonObject document = json(Checklist.diagnose(machine, HOPS, Duration.ZERO));
        assertFalse(document.has("phones") || document.has("roundTrips"));
    }
}
