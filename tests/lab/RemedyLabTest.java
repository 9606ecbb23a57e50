package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;
import testing.RunbookSchema;
import testing.Turn;

/** What {@code diagnose} says to do is done as it is printed, and the phone gets in; then all is as it was. */
@LabTest
@Turn(3)
class RemedyLabTest {

    /** Sentences of a step that stands for others, and is tried by itself. */
    private static final List<String> INSTEAD = List.of("Or ", "Should ");

    static Stream<RemedyFaults> faults() {
        var wanted = Pattern.compile(System.getProperty("lab.fault", ""));
        return RemedyFaults.all().filter(fault -> wanted.matcher(fault.name()).find());
    }

    private record Step(String text, List<String> commands) {
        boolean stands() {
            return INSTEAD.stream().noneMatch(text::startsWith);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void whatIsSaidHelps(RemedyFaults fault, Lab lab) {
        List<Step> instead = new ArrayList<>();
        broken(fault, lab, steps -> {
            switch (fault.cure()) {
                case FIX_FIREWALL -> {
                    fixed(lab, steps);
                    byUfw(fault, lab);
                }
                case LINES -> {
                    if (!fault.id().equals("port-redirected")) {
                        assertEquals(commands(steps), commands(ofThePlan(fault, lab)), "what fix-firewall prints");
                    }
                    assertTrue(commands(steps).stream().noneMatch(line -> line.startsWith("jbang ")), steps.toString());
                    instead.addAll(steps.stream().filter(step -> !step.stands()).toList());
                    Set<String> first = commands(steps.stream().filter(Step::stands).toList());
                    if (first.stream().allMatch(line -> isThere(lab, line))) {
                        pasted(lab, first);
                    } else {
                        // The program that banned the phone is not in this lab; what is left without it, is.
                        assertFalse(instead.isEmpty(), steps.toString());
                    }
                }
                case RESTART_DOCKER -> restarted(lab, steps);
            }
        });
        if (!instead.isEmpty()) {
            // A rule that was deleted is another one when it is made anew.
            broken(fault, lab, steps -> pasted(lab, commands(steps.stream().filter(step -> !step.stands()).toList())));
        }
    }

    private static void broken(RemedyFaults fault, Lab lab, Consumer<List<Step>> work) {
        lab.inhabit(fault.world());
        String untouched = lab.rules().gist();
        Fault.Heal rules = lab.rules().keep();
        Fault.Heal heal = fault.injection().inject(lab);
        try {
            assertNotEquals(List.of(), shutOut(lab), "the phone is kept out");
            work.accept(steps(fault, lab));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n\n" + lab.facts(), e);
        } finally {
            heal.heal();
            rules.heal();
        }
        assertEquals(untouched, lab.rules().gist(), "the lab is healed");
    }

    private static List<Step> steps(RemedyFaults fault, Lab lab) {
        var args = new ArrayList<>(List.of("--output", "json", "--lang", "en", "--timeout", "1s", "--services",
                ChangeSteps.services(lab)));
        args.addAll(fault.asked());
        Ran ran = Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", args);
        assertExit(20, ran, "diagnose");
        List<Step> steps = new ArrayList<>();
        for (JsonObject finding : objects(RunbookSchema.document(ran.outText()).getAsJsonArray("findings"))) {
            if (finding.get("severity").getAsString().equals("fail")) {
                assertEquals(fault.id(), finding.get("id").getAsString(), ran.outText());
                steps.addAll(steps(finding.getAsJsonArray("remedies")));
            }
        }
        assertFalse(steps.isEmpty(), ran.outText());
        return steps;
    }

    private static List<Step> steps(JsonArray remedies) {
        return objects(remedies).stream().map(remedy -> new Step(remedy.get("text").getAsString(),
                objects(remedy.getAsJsonArray("commands")).stream()
                        .filter(command -> command.get("shell").getAsString().equals("bash"))
                        .map(command -> command.get("run").getAsString()).toList())).toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }

    private static List<Step> ofThePlan(RemedyFaults fault, Lab lab) {
        var options = new ArrayList<>(List.of("--output", "json", "--override-blocks"));
        options.addAll(fault.asked());
        Ran ran = ChangeSteps.fix(lab, options);
        assertExit(20, ran, "fix-firewall");
        return objects(RunbookSchema.document(ran.outText()).getAsJsonArray("endpoints")).stream()
                .map(endpoint -> endpoint.getAsJsonObject("before")).filter(before -> before.has("remedies"))
                .flatMap(before -> steps(before.getAsJsonArray("remedies")).stream()).toList();
    }

    /** What ufw would do itself is said beside a plan for what it passes on. */
    private static void byUfw(RemedyFaults fault, Lab lab) {
        var options = new ArrayList<>(List.of("--output", "json", "--override-blocks"));
        options.addAll(fault.asked());
        Set<String> lines = new LinkedHashSet<>();
        Pattern.compile("sudo (ufw route allow [^\"]*)").matcher(ChangeSteps.fix(lab, options).outText()).results()
                .forEach(line -> lines.add(line.group(1)));
        assertEquals(fault.byUfw(), !lines.isEmpty(), "what ufw would do is said");
        if (fault.byUfw()) {
            pasted(lab, lines);
            lines.forEach(line -> lab.machine().must("sh", "-c", line.replace("ufw route", "ufw route delete")));
        }
    }

    private static Set<String> commands(List<Step> steps) {
        var lines = new LinkedHashSet<String>();
        steps.forEach(step -> lines.addAll(step.commands()));
        return lines;
    }

    private static void fixed(Lab lab, List<Step> steps) {
        String before = lab.rules().exact();
        String begin = "jbang fix-firewall";
        List<String> plans = commands(steps).stream().filter(line -> line.startsWith(begin)).toList();
        assertEquals(1, plans.size(), steps.toString());
        var options = new ArrayList<>(List.of("--apply", "--yes"));
        Arrays.stream(plans.getFirst().substring(begin.length()).split(" ")).filter(word -> !word.isEmpty())
                .forEach(options::add);
        assertExit(0, ChangeSteps.fix(lab, options), "applying " + options);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out");
        assertExit(0, rollback(lab), "taking it back");
        assertSame(before, lab.rules().exact(), "every rule as it was");
    }

    /** As they are printed, in a shell; sudo is for whoever is not root. */
    private static void pasted(Lab lab, Set<String> lines) {
        lines.forEach(line -> lab.machine().must("sh", "-c", withoutSudo(line)));
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after\n" + String.join("\n", lines));
    }

    private static boolean isThere(Lab lab, String line) {
        return lab.machine().run("sh", "-c", "command -v " + withoutSudo(line).split(" ")[0]).succeeded();
    }

    private static String withoutSudo(String line) {
        return line.replaceFirst("^sudo ", "");
    }

    /** As systemd does it; containers without a restart policy are started by a person. */
    private static void restarted(Lab lab, List<Step> steps) {
        assertEquals(Set.of("sudo systemctl restart docker"), commands(steps));
        lab.docker().stop();
        lab.docker().start();
        Stream.of(LabService.values()).forEach(lab.docker()::startAgain);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out");
    }
}
