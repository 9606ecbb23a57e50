package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import process.Ran;

/** What a script made of a phone's word. */
record PhoneResult(DiagnoseResult diagnosed) {

    static PhoneResult of(Ran ran) {
        return new PhoneResult(DiagnoseResult.read(ran));
    }

    /** Once more, where the machine was too busy for its services to be themselves. */
    static PhoneResult again(Supplier<PhoneResult> proof) {
        PhoneResult first = proof.get();
        return first.diagnosed.ofABusyMachine() ? proof.get() : first;
    }

    /** What phones said is remembered by the machine; without this it would speak in other tests. */
    static void forget(Lab lab) {
        try {
            Files.deleteIfExists(Script.state(lab, Fault.User.ROOT).resolve("runbook").resolve("phones.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return diagnosed.exitCode();
    }

    /** Port to what is said of the phone's hop. */
    Map<Integer, String> phone() {
        var hops = new TreeMap<Integer, String>();
        diagnosed.endpoints().forEach((port, endpoint) -> hops.put(port, endpoint.hops().get("phone")));
        return hops;
    }

    String causeOf(int port) {
        return diagnosed.endpoints().get(port).cause();
    }

    List<String> ids() {
        return diagnosed.findings().stream().map(DiagnoseResult.Finding::id).toList();
    }

    List<String> accusations() {
        return diagnosed.accusations().stream().map(DiagnoseResult.Finding::id).toList();
    }

    void assertPhone(int exitCode, Map<Integer, String> hops) {
        assertEquals(hops, phone(), said());
        assertEquals(exitCode, exitCode(), said());
        assertEquals(exitCode, diagnosed.exitCodeInDocument(), said());
    }

    /** This, with these words in it, and nothing else above info. */
    void assertAccuses(String id, String... words) {
        assertEquals(List.of(id), accusations(), said());
        String text = diagnosed.accusations().getFirst().text();
        Arrays.stream(words).forEach(word -> assertTrue(text.contains(word), word + " is not in " + text));
    }

    String said() {
        return diagnosed.ran().outText() + diagnosed.ran().errText();
    }

    /** The same for every port. */
    static Map<Integer, String> all(String result) {
        return but(result, result);
    }

    /** One for every port but some. */
    static Map<Integer, String> but(String result, String other, Integer... ports) {
        var hops = new TreeMap<Integer, String>();
        LabService.allPorts().forEach(port -> hops.put(port, List.of(ports).contains(port) ? other : result));
        return hops;
    }
}
