package change.script;

import change.plan.Plan;
import change.plan.PlanStep;
import console.Look;
import firewall.Change;
import firewall.PasteCheck;
import firewall.windows.AddRule;
import firewall.windows.DisableRule;
import firewall.windows.PasteFunctions;
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
 * <p>All of it is one block, because {@code throw} ends what it stands in: of lines that are pasted one by one, the
 * next would still run. No line within the block is empty, and one follows it: a console that is pasted into without
 * PSReadLine takes an empty line, and no other, for the end.
 */
final class ConfigureScript {
    private final Words words;
    private final PasteScript script;

    /** @param script what the lines go to, each as ASCII */
    ConfigureScript(Words words, PasteScript script) {
        this.words = words;
        this.script = script;
    }

    void head(Message title) {
        script.line("#Requires -RunAsAdministrator");
        script.comment(title);
        script.comment(Message.of("change.print-save"));
        script.line("#    Set-ExecutionPolicy -ExecutionPolicy RemoteSigned -Scope Process");
        script.line("#    .\\configure_firewall.ps1");
        script.comment(Message.of("change.print-way-back"));
        script.line("#    .\\configure_firewall.ps1 -Undo");
        script.comment(Message.of("change.print-again"));
        script.comment(Message.of("change.print-policy"));
    }

    /** The actions of a plan, one after the other. */
    static List<ScriptAction> of(Plan plan) {
        var actions = new ArrayList<ScriptAction>();
        for (PlanStep step : plan.steps()) {
            var title = Optional.of(title(step.service(), step.endpoints()));
            for (int i = 0; i < step.changes().size(); i++) {
                Change planned = step.changes().get(i);
                Change change = planned instanceof AddRule rule ? rule.forScript() : planned;
                Optional<Message> heading = i == 0 ? title : Optional.empty();
                powershell(change.paste()).ifPresent(line -> actions.add(new ScriptAction(heading, change.what(),
                        change.pasteCheck(), line, powershell(change.pasteUndo()), Optional.empty())));
            }
        }
        return actions;
    }

    private static Optional<String> powershell(List<ShellCommand> pastes) {
        return pastes.stream().filter(shellCommand -> shellCommand.shell() == Shell.POWERSHELL).map(ShellCommand::line)
                .findFirst();
    }

    /** One rule for each service, for whatever networks the machine is on when the script runs. */
    static List<ScriptAction> of(List<Service> services, GenericRules rules) {
        return services.stream().map(service -> new ScriptAction(
                Optional.of(title(service, service.ports().stream().map(port -> new Endpoint(service, port)).toList())),
                Message.of("change.print-rule", service.name()), Optional.of(GenericRules.check(service)),
                rules.add(service).getFirst(), Optional.of(rules.remove(service).getFirst()),
                Optional.of(GenericRules.correction(service)))).toList();
    }

    static Message title(Service service, List<Endpoint> endpoints) {
        return Message.of("change.print-service", service.name(),
                endpoints.stream().map(Endpoint::portText).collect(Collectors.joining(", ")));
    }

    /** @param start what is found out first where something is made, but not where it is taken back */
    void block(List<String> start, List<ScriptAction> actions) {
        var code = new ScriptCode(words);
        var body = new ArrayList<String>();
        for (int i = 0; i < actions.size(); i++) {
            body.addAll(code.about(actions.get(i), i + 1));
        }
        if (!start.isEmpty()) {
            body.add("if (-not $Undo) {");
            start.forEach(line -> body.add(ScriptCode.INDENT + line));
            body.add("}");
        }
        body.addAll(List.of("$done = @()", "$left = @()", "$what = ''", "try {"));
        body.add(ScriptCode.INDENT + "if (-not $Undo) {");
        for (int i = 0; i < actions.size(); i++) {
            body.addAll(code.making(actions.get(i), i + 1));
        }
        body.add(ScriptCode.INDENT + "} else {");
        for (int i = actions.size(); i > 0; i--) {
            body.addAll(code.undoing(actions.get(i - 1), i));
        }
        body.add(ScriptCode.INDENT + "}");
        body.addAll(code.end());
        script.line("& {");
        List.of("[CmdletBinding()]", "param([switch]$Undo)", "$ErrorActionPreference = 'Stop'").forEach(this::inside);
        PasteFunctions.calledBy(body).forEach(this::inside);
        body.forEach(this::inside);
        script.line("} @args");
        script.line("");
    }

    private void inside(String line) {
        script.line(ScriptCode.INDENT + line);
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
        ClickPath.lines(services, profile, words, new Look(Integer.MAX_VALUE, false, false)).stream()
                .filter(line -> !line.isBlank()).forEach(script::comment);
    }
}
