package change.script;

import change.plan.Plan;
import change.plan.PlanStep;
import console.Look;
import firewall.Change;
import firewall.windows.AddRule;
import firewall.windows.DisableRule;
import host.Profile;
import inventory.Endpoint;
import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import process.Shell;
import process.ShellCommand;
import text.Message;
import text.Words;

/**
 * {@code configure_firewall.ps1}: the steps for Windows PowerShell 5.1 as one file that can be run again and takes back
 * what it did with {@code -Undo}, also when it is pasted. A rule is made only where none has its {@code -Name}, and
 * removed by that name alone: without one, {@code Remove-NetFirewallRule} takes every rule there is.
 *
 * <p>No line within braces is empty, and an {@code else} stands beside the brace before it: a console that is pasted
 * line by line would take either for the end.
 */
final class ConfigureScript {
    private static final String INDENT = "    ";

    private final Words words;
    private final PasteScript script;

    /** @param script what the lines go to, each as ASCII */
    ConfigureScript(Words words, PasteScript script) {
        this.words = words;
        this.script = script;
    }

    /**
     * One command that is run, and how it is taken back.
     *
     * @param title what it is, above it
     * @param test  prints something where it is in effect; empty where doing it twice is as good as once
     */
    record Action(List<Message> title, Message what, Optional<String> test, String run, Optional<String> undo) { }

    void head(Message title) {
        script.line("#Requires -RunAsAdministrator");
        script.comment(title);
        script.comment(Message.of("change.print-save"));
        script.line("#" + INDENT + "Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Scope Process");
        script.line("#" + INDENT + ".\\configure_firewall.ps1");
        script.comment(Message.of("change.print-way-back"));
        script.line("#" + INDENT + ".\\configure_firewall.ps1 -Undo");
        script.comment(Message.of("change.print-again"));
        script.comment(Message.of("change.print-policy"));
        script.line("param([switch]$Undo)");
    }

    /** The actions of a plan, one after the other. */
    static List<Action> of(Plan plan) {
        var actions = new ArrayList<Action>();
        for (PlanStep step : plan.steps()) {
            var title = List.of(title(step.service(), step.endpoints()));
            for (int i = 0; i < step.changes().size(); i++) {
                Change planned = step.changes().get(i);
                Change change = planned instanceof AddRule rule ? rule.forScript() : planned;
                var heading = i == 0 ? title : List.<Message>of();
                powershell(change.paste()).ifPresent(line -> actions.add(new Action(heading, change.what(),
                        powershell(change.pasteTest()), line, powershell(change.pasteUndo()))));
            }
        }
        return actions;
    }

    private static Optional<String> powershell(List<ShellCommand> pastes) {
        return pastes.stream().filter(shellCommand -> shellCommand.shell() == Shell.POWERSHELL).map(ShellCommand::line)
                .findFirst();
    }

    /** One rule for each service, for whatever networks the machine is on when the script runs. */
    static List<Action> of(List<Service> services) {
        var rules = new GenericRules(Shell.POWERSHELL);
        return services.stream().map(service -> new Action(
                List.of(title(service, service.ports().stream().map(port -> new Endpoint(service, port)).toList())),
                Message.of("change.print-rule", service.name()), Optional.of(rules.test(service)),
                rules.add(service).getFirst(), Optional.of(rules.remove(service).getFirst()))).toList();
    }

    static Message title(Service service, List<Endpoint> endpoints) {
        return Message.of("change.print-service", service.name(),
                endpoints.stream().map(Endpoint::portText).collect(Collectors.joining(", ")));
    }

    void body(List<Action> actions) {
        if (actions.isEmpty()) {
            return;
        }
        script.line("if (-not $Undo) {");
        for (Action action : actions) {
            action.title().forEach(title -> script.comment(INDENT, title));
            script.comment(INDENT, action.what());
            guarded(action.test(), action.run() + " -ErrorAction Stop", action.what(), true);
        }
        script.line("} else {");
        for (Action action : actions.reversed()) {
            script.comment(INDENT, action.what());
            if (action.undo().isPresent()) {
                guarded(action.test(), action.undo().get() + " -ErrorAction Stop", action.what(), false);
            } else {
                script.comment(INDENT, Message.of("change.print-no-command"));
            }
        }
        script.line("}");
    }

    /** @param making false where it is taken back, for where the test prints something */
    private void guarded(Optional<String> test, String command, Message what, boolean making) {
        String done = say(making ? "change.made" : "change.undone", what);
        if (test.isEmpty()) {
            script.line(INDENT + command);
            script.line(INDENT + done);
            return;
        }
        String already = INDENT + INDENT + say(making ? "change.was-there" : "change.gone", what);
        script.line(INDENT + "if (" + test.get() + ") {");
        if (making) {
            script.line(already);
            script.line(INDENT + "} else {");
        }
        script.line(INDENT + INDENT + "$null = " + command);
        if (command.contains(" | ")) {
            seen(test.get(), done, what, making);
        } else {
            script.line(INDENT + INDENT + done);
        }
        if (!making) {
            script.line(INDENT + "} else {");
            script.line(already);
        }
        script.line(INDENT + "}");
    }

    /** A cmdlet that is given a name fails where there is none; a pipeline that finds nothing does not. */
    private void seen(String test, String done, Message what, boolean making) {
        String not = say(making ? "change.not-there-after" : "change.still-there", what);
        script.line(INDENT + INDENT + "if (" + test + ") {");
        script.line(INDENT + INDENT + INDENT + (making ? done : not));
        script.line(INDENT + INDENT + "} else {");
        script.line(INDENT + INDENT + INDENT + (making ? not : done));
        script.line(INDENT + INDENT + "}");
    }

    private String say(String key, Message what) {
        return "Write-Output " + Shell.POWERSHELL.literal(PasteScript.plain(words.say(Message.of(key, what))));
    }

    /** The rules of a plan by hand, for whoever would rather click. */
    void clicks(Plan plan, Profile profile) {
        List<Service> rules = plan.steps().stream().flatMap(step -> step.changes().stream()
                .filter(AddRule.class::isInstance).map(AddRule.class::cast).map(rule -> new Service(rule.display(),
                        rule.ports(), rule.protocol(), Optional.empty(), Optional.empty()))).toList();
        if (!rules.isEmpty()) {
            clicks(rules, profile);
        }
        plan.changes().stream().filter(DisableRule.class::isInstance)
                .forEach(rule -> script.comment(Message.of("change.gui-disable", rule.what())));
    }

    /** The same by hand for these services. */
    void clicks(List<Service> services, Profile profile) {
        script.line("");
        ClickPath.lines(services, profile, words, new Look(Integer.MAX_VALUE, false, false)).stream()
                .filter(line -> !line.isBlank()).forEach(script::comment);
    }
}
