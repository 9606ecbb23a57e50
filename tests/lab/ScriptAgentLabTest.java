package lab;

import static lab.ChangeSteps.broken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;

/** A script in a JVM that has run others before says what it says in a process of its own. */
@LabTest
class ScriptAgentLabTest {

    private static final String SERVICES = "--services";

    private static final Repair CLOSED =
            new Repair("four ports closed", World.PROCESSES, List.of(), Repair.closed("22,5002"));

    /** Who runs what; after {@link #SERVICES} come those of the lab. */
    private record Call(Fault.User user, String script, List<String> args) {

        static Call of(String script, String... args) {
            return new Call(Fault.User.ROOT, "runbook." + script, List.of(args));
        }

        Call as(Fault.User other) {
            return new Call(other, script, args);
        }

        List<String> args(Lab lab) {
            return args.stream().flatMap(word -> word.equals(SERVICES)
                    ? Stream.of(word, ChangeSteps.services(lab)) : Stream.of(word)).toList();
        }

        @Override
        public String toString() {
            return user + " " + script + " " + String.join(" ", args);
        }
    }

    /** Every script, in both languages and several forms, as somebody else, and where it goes wrong. */
    static Stream<Call> calls() {
        return Stream.of(
                Call.of("Diagnose", SERVICES, "--output", "json"),
                Call.of("Diagnose", SERVICES, "--lang", "fr", "--from", Lab.PHONE),
                Call.of("Diagnose", SERVICES).as(Fault.User.NOBODY),
                Call.of("Diagnose", "--timeout", "never"),
                Call.of("Verify", SERVICES, "--output", "junit"),
                Call.of("FixFirewall", SERVICES, "--output", "json", "--lang", "fr"),
                Call.of("FixFirewall", SERVICES, "--apply"),
                Call.of("FixFirewall", SERVICES, "--apply", "--yes").as(Fault.User.NOBODY),
                Call.of("Rollback", "--list", "--lang", "en"),
                Call.of("Monitor", SERVICES, "--once", "--output", "nagios"));
    }

    /** Runs a script one way or the other. */
    private interface Way {
        Ran run(Lab lab, Fault.User user, String script, List<String> args);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void saysTheSame(Call call, Lab lab) {
        broken(CLOSED, lab, before -> assertSame(
                Script.start(lab, call.user(), call.script(), call.args(lab)),
                Script.run(lab, call.user(), call.script(), call.args(lab))));
    }

    @Test
    void doesAndTakesBackTheSame(Lab lab) {
        broken(CLOSED, lab, before -> {
            List<Ran> alone = new ArrayList<>();
            List<Ran> among = new ArrayList<>();
            String rules = thereAndBack(Script::start, lab, alone);
            assertNotEquals(before, rules);
            assertEquals(timeless(rules), timeless(thereAndBack(Script::run, lab, among)));
            for (int i = 0; i < alone.size(); i++) {
                assertSame(alone.get(i), among.get(i));
            }
            assertEquals(before, lab.rules().exact());
        });
    }

    /** The rules in between. */
    private static String thereAndBack(Way way, Lab lab, List<Ran> said) {
        said.add(way.run(lab, Fault.User.ROOT, "runbook.FixFirewall",
                List.of("--apply", "--yes", "--lang", "fr", "--services", ChangeSteps.services(lab))));
        String rules = lab.rules().exact();
        said.add(way.run(lab, Fault.User.ROOT, "runbook.Rollback", List.of("--yes")));
        return rules;
    }

    private static void assertSame(Ran alone, Ran among) {
        assertEquals(alone.end(), among.end(), ChangeSteps.said(among));
        assertEquals(timeless(alone.outText()), timeless(among.outText()));
        assertEquals(timeless(alone.errText()), timeless(among.errText()));
    }

    /**
     * Without what no two runs share: when, which, how long something took, how wide a table is for that, and a wait
     * that grew long enough to be told.
     */
    private static String timeless(String said) {
        return said.replaceAll("(?m)^(Waiting for|En attente de\\p{Zs}?): .*\\R", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?", "WHEN")
                .replaceAll("\\d{8}-\\d{6}-[0-9a-f]{4}", "WHICH")
                .replaceAll("(< )?\\d+(?= m?s\\b)|(?<=\"durationMs\": )\\d+|(?<=time=\")[\\d.]+|(?<='=)[\\d.]+(?=s;)",
                "SOME")
                .replaceAll(" +", " ");
    }
}
