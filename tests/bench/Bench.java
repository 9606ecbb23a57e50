///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Measures the scripts beside a yardstick in the same run. Says what it saw; nothing fails for being slow.
//JAVA 25+
//DEPS com.google.code.gson:gson:2.13.2
//SOURCES CommandLine.java
//SOURCES JBangStart.java
//SOURCES Measured.java
//SOURCES Silence.java
//SOURCES Thousand.java
//SOURCES ../testing/FileServer.java
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
import testing.FileServer;

/**
 * What the scripts cost: their start through JBang, waiting on ports that are silently dropped, a thousand services, and
 * the command line alone.
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

        warmStart(new JBangStart(folder), empty, diagnose);
        firstStart();
        Measured nothing = best("empty JBang script, the same libraries", Measured::wall, empty::run);
        silence(nothing.wall(), verify, diagnose);
        thousand(folder, verify);
        commandLine(empty, verify);
    }

    private static void warmStart(JBangStart jbang, CommandLine empty, CommandLine diagnose) {
        title("A warm start from the sources, --version, in turn with an empty script of the same libraries");
        List<Supplier<Measured>> inTurn = List.of(jbang::emptyByName, jbang::diagnoseByName, jbang::emptyByFile,
                jbang::diagnoseByFile, empty::run, () -> diagnose.run("--version"));
        inTurn.forEach(Supplier::get);
        List<List<Measured>> seen = Stream.generate(() -> inTurn.stream().map(Supplier::get).toList())
                .limit(2 * TIMES).toList();
        compared("wall time", Measured::wall, seen);
        if (Measured.knowsCpu()) {
            compared("CPU time", Measured::cpu, seen);
        }
    }

    /** What is not the Java program itself, which was started without JBang too, is JBang's part. */
    private static void compared(String what, Function<Measured, Duration> measure, List<List<Measured>> seen) {
        double[] least = new double[seen.getFirst().size()];
        for (int i = 0; i < least.length; i++) {
            int column = i;
            least[i] = seen.stream().map(turn -> measure.apply(turn.get(column)))
                    .mapToLong(Duration::toMillis).min().orElseThrow() / 1000.0;
        }
        say(what + ", empty and diagnose, in s: by name " + number(least[0]) + " and " + number(least[1]) + ", by file "
                + number(least[2]) + " and " + number(least[3]) + ", without JBang " + number(least[4]) + " and "
                + number(least[5]));
        verdict("diagnose / empty by name", least[1] / least[0], 1.3);
        verdict("JBang's part of it", (least[1] - least[5]) / (least[0] - least[4]), 1.3);
        verdict("diagnose / empty by file", least[3] / least[2], 1.3);
        verdict("JBang's part of it", (least[3] - least[5]) / (least[2] - least[4]), 1.3);
    }

    private static void firstStart() throws IOException {
        title("The first start from the address of a tag, with a JBang folder that is empty");
        Path tag = Path.of(".build/release").toAbsolutePath();
        if (!Files.isDirectory(tag)) {
            say("not measured: make release writes what a tag holds");
            return;
        }
        Path folder = Files.createTempDirectory("bench");
        try (var server = new FileServer(tag)) {
            for (String script : List.of("diagnose", "verify")) {
                Measured seen = JBangStart.first(folder, script + "@" + server.address("jbang-catalog.json"));
                say(script + ": " + seen + ", exit code " + seen.exit());
                verdict("requests", server.requests().size(), 12);
            }
        }
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
                        () -> silence.run(script.words("--example", "--timeout",
                                TIMEOUT.toMillis() + "ms")));
                verdict(script.name() + " / (1.25 x time-out + empty script)", seen.wall().toMillis() / allowed, 1);
            }
            // Both are read at once, and beside what takes longest; here one waits for the other.
            Measured routes = best("ip rule and ip route, one after the other", Measured::wall, silence::routes);
            say("reading routes / time-out: " + number(routes.wall().toMillis() / (double) TIMEOUT.toMillis()));
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
        say(what + ": " + text(all));
        return all.stream().min(Comparator.comparing(measure)).orElseThrow();
    }

    private static String text(List<Measured> all) {
        return String.join(", ", all.stream().map(Measured::toString).toList());
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
