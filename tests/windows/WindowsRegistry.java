package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import testing.Result;

/** The registry of a {@link WindowsMachine}, read and written by programs of that Windows. */
record WindowsRegistry(WindowsMachine machine) {

    private static final String POLICY = "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess"
            + "\\Parameters\\FirewallPolicy";
    static final String BENCH = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Bench";

    /** A rule of ours, by the name that it has in the registry. */
    private static final Pattern OURS = Pattern.compile("(?m)^\"(runbook-[^\"]*)\"=");

    /** Everything that the firewall keeps: its profiles and its rules, to the letter. */
    String firewall() {
        return export(POLICY);
    }

    /** A key and all below it, as {@code regedit} writes it. */
    String export(String key) {
        String place = "C:\\bench\\exported.reg";
        machine.run("regedit.exe", "/E", place, key).exitedWith(0);
        return machine.read(place);
    }

    boolean has(String key) {
        return machine.run("reg.exe", "query", key).exit() == 0;
    }

    /** Names of the rules that are ours. */
    List<String> ours() {
        return OURS.matcher(firewall()).results().map(one -> one.group(1)).toList();
    }

    /** Takes in a file as {@code regedit} writes it. */
    WindowsRegistry take(String text) {
        String place = "C:\\bench\\taken.reg";
        machine.write(place, ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE));
        machine.run("regedit.exe", "/S", place).exitedWith(0);
        try {
            Files.delete(machine.at(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** One rule of the firewall's local store, as Windows writes it. */
    WindowsRegistry rule(String name, String rule) {
        add(POLICY + "\\FirewallRules", name, "REG_SZ", rule);
        return this;
    }

    /** Tells the stand-ins how to behave: {@code Category}, {@code Fail}, {@code Servicempssvc}. */
    WindowsRegistry bench(String name, String value) {
        add(BENCH, name, "REG_SZ", value);
        return this;
    }

    private void add(String key, String name, String type, String value) {
        Result ran = machine.run("reg.exe", "add", key, "/v", name, "/t", type, "/d", value, "/f");
        assertEquals(0, ran.exit(), ran::toString);
    }
}
