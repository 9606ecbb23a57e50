///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Measures the scripts beside a yardstick in the same run. Says what it saw; nothing fails for being slow.
//JAVA 25+
//DEPS com.google.code.gson:gson:2.13.2
//SOURCES CommandLine.java
//SOURCES Measured.java
//SOURCES Silence.java
//SOURCES Thousand.java
package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the scripts cost: waiting on ports that are silently dropped, a thousand services, and the command line alone.
 * Every measurement is made several times and all of them are printed; the best one counts, because what disturbs a
 * measurement only ever makes it longer.
 */
public final class Bench {
    private static final int TIMES = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private Bench() { }

    public static void main(String... args) throws IOException {
        Path folder = Files.createTempDirectory("bench");
        CommandLine empty = CommandLine.ofEmptyScript(folder);
        CommandLine verify = CommandLine.of(Path.of("runbook/Verify.java"));
        CommandLine diagnose = CommandLine.of(Path.of("runbook/Diagnose.java"));

        Measured nothing = best("empty JBang script, the same libraries", Measured::wall, empty::run);
        silence(nothing.wall(), verify, diagnose);
        thousand(folder, verify);
        commandLine(empty, verify);
    }

    private static void silence(Duration emptyJvm, CommandLine verify, CommandLine diagnose) throws IOException {
        title("Five ports dropped on the way, time-out " + seconds(TIMEOUT));
        if (!Silence.possible()) {
            say("not measured: it takes Linux, root, ip and iptables to drop packets in a network of one's own");
            return;
        }
        double allowed = TIMEOUT.toMillis() * 1.25 + emptyJvm.toMillis();
        try (var silence = Silence.make()) {
            for (CommandLine script : List.of(verify, diagnose)) {
                Measured seen = best(script.name(), Measured::wall,
                        () -> silence.run(script.words("--timeout", TIMEOUT.toMillis() + "ms")));
                verdict(script.name() + " / (1.25 x time-out + empty script)", seen.wall().toMillis() / allowed, 1);
            }
            if (!Silence.nmapIsThere()) {
                say("nmap -sT: not measured, it is not installed");
                return;
            }
            Measured nmap = best("nmap -sT -Pn", Measured::wall, () -> silence.run(Silence.nmap()));
            say("nmap / the same: " + number(nmap.wall().toMillis() / allowed));
        }
    }

    private static void thousand(Path folder, CommandLine verify) throws IOException {
        title("A thousand healthy services on 127.0.0.1");
        try (var thousand = new Thousand(1000, folder)) {
            var all = new ArrayList<Measured>();
            best("verify", Measured::wall, () -> {
                Measured seen = verify.run("--services", thousand.inventory().toString());
                all.add(seen);
                return seen;
            });
            long fastest = all.stream().mapToLong(seen -> seen.wall().toMillis()).min().orElseThrow();
            verdict("seconds", fastest / 1000.0, 3);
            if (all.stream().allMatch(seen -> seen.peakMiB() > 0)) {
                verdict("MiB, at most", all.stream().mapToDouble(Measured::peakMiB).max().orElseThrow(), 200);
            } else {
                say("memory: not measured, there is no /proc here");
            }
            say("answers that came: " + thousand.answered() + ", exit codes "
                    + all.stream().map(Measured::exit).distinct().toList());
        }
    }

    private static void commandLine(CommandLine empty, CommandLine script) {
        title("The command line alone, CPU time");
        if (!Measured.knowsCpu()) {
            say("not measured: there is no /proc here");
            return;
        }
        Measured nothing = best("empty JBang script", Measured::cpu, empty::run);
        for (String option : List.of("--help", "--version")) {
            Measured seen = best("verify " + option, Measured::cpu, () -> script.run(option));
            verdict("seconds more than the empty script", seen.cpu().minus(nothing.cpu()).toMillis() / 1000.0, 0.35);
        }
    }

    private static Measured best(String what, Function<Measured, Duration> measure, Supplier<Measured> run) {
        run.get();
        List<Measured> all = Stream.generate(run).limit(TIMES).toList();
        say(what + ": " + String.join(", ", all.stream().map(Measured::toString).toList()));
        return all.stream().min(Comparator.comparing(measure)).orElseThrow();
    }

    private static void verdict(String what, double seen, double allowed) {
        say(what + ": " + number(seen) + ", allowed " + number(allowed) + (seen <= allowed ? "  ok" : "  MISSED"));
    }

    private static void title(String text) {
        System.out.println();
        System.out.println(text);
    }

    private static void say(String text) {
        System.out.println("  " + text);
    }

    static String seconds(Duration time) {
        return number(time.toMillis() / 1000.0) + " s";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
