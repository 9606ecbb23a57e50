package change.script;

import change.plan.Plan;
import change.plan.PlanStep;
import change.plan.PortAnswer;
import change.plan.PortAssessment;
import firewall.Change;
import host.Profile;
import inventory.Endpoint;
import inventory.Service;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import process.Shell;
import process.ShellCommand;
import text.Message;
import text.Words;

/**
 * The steps of a plan as a script for one shell, with the way back as comments at its end. Everything but a service's
 * name is ASCII, and in PowerShell that too: Windows PowerShell 5.1 reads a file without a byte order mark in the
 * system's code page, and no redirection writes one where it is wanted.
 */
public final class PasteScript {
    private static final Pattern QUOTED = Pattern.compile("'(?:[^']++|'')*+'");
    /** Typographic quotes, which PowerShell wants doubled where they stand as they are. */
    private static final Pattern DOUBLED = Pattern.compile("([\\u2018-\\u201B])\\1");

    private final Words words;
    private final Shell shell;
    private final List<String> lines = new ArrayList<>();

    private PasteScript(Words words, Shell shell) {
        this.words = words;
        this.shell = shell;
    }

    /**
     * What the plan would do on this machine; nothing where the shell has no command for any of it.
     *
     * @param profile the category of the network, {@link Profile#NONE} where it is not known
     */
    public static List<String> of(Plan plan, Profile profile, Shell shell, Words words) {
        var script = new PasteScript(words, shell);
        if (plan.changes().stream().allMatch(change -> script.of(change.paste()).isEmpty())) {
            return List.of();
        }
        Message title = plan.lan().map(lan -> Message.of("change.print-title", lan))
                .orElseGet(() -> Message.of("change.title-nowhere"));
        if (shell == Shell.POWERSHELL) {
            var configure = new ConfigureScript(words, script);
            configure.head(title);
            configure.block(List.of(), ConfigureScript.of(plan));
            plan.endpoints().forEach(script::rest);
            configure.clicks(plan, profile);
            return script.whole();
        }
        if (shell == Shell.BASH) {
            new BashScript(words, script).write(title, List.of(), BashScript.of(plan));
            plan.endpoints().forEach(script::rest);
            if (plan.changes().stream().anyMatch(change -> change.lifetime().keepable())) {
                script.comment(Message.of("change.print-until-restart"));
            }
            return script.whole();
        }
        script.head(title);
        plan.steps().forEach(script::step);
        plan.endpoints().forEach(script::rest);
        List<Change> changes = plan.changes().reversed();
        if (!changes.isEmpty()) {
            script.wayBack(changes.stream().flatMap(change -> script.of(change.pasteUndo()).stream()).toList());
        }
        return script.whole();
    }

    /** One rule for each service and the local subnet, for another machine than this one. */
    public static List<String> of(List<Service> services, Shell shell, Words words) {
        var script = new PasteScript(words, shell);
        var rules = new GenericRules(shell, words);
        Message title = Message.of("change.print-title-elsewhere");
        if (shell == Shell.POWERSHELL) {
            var configure = new ConfigureScript(words, script);
            configure.head(title);
            configure.block(rules.start(), ConfigureScript.of(services, rules));
            configure.clicks(services, Profile.NONE);
            return script.whole();
        }
        if (shell == Shell.BASH) {
            new BashScript(words, script).write(title, rules.start(),
                    services.stream().flatMap(service -> rules.bash(service).stream()).toList());
            script.comment(Message.of("change.print-until-restart"));
            return script.whole();
        }
        script.head(title);
        script.comment(Message.of("change.print-profile"));
        for (Service service : services) {
            script.line("");
            script.comment(ConfigureScript.title(service, service.ports().stream()
                    .map(port -> new Endpoint(service, port)).toList()));
            rules.add(service).forEach(script::line);
        }
        script.wayBack(services.reversed().stream().flatMap(service -> rules.remove(service).stream()).toList());
        return script.whole();
    }

    private void head(Message title) {
        comment(title);
        comment(Message.of("change.print-admin.cmd"));
        comment(Message.of("change.print-netsh"));
    }

    void line(String text) {
        lines.add(ascii(text));
    }

    private void step(PlanStep step) {
        lines.add("");
        comment(ConfigureScript.title(step.service(), step.endpoints()));
        step.lasts().forEach(this::comment);
        for (Change change : step.changes()) {
            comment(change.what());
            List<String> commands = of(change.paste());
            if (shell == Shell.CMD && !commands.isEmpty()) {
                of(change.pasteUndo()).forEach(this::line);
            }
            commands.forEach(this::line);
            if (commands.isEmpty()) {
                comment(Message.of("change.print-no-command"));
            }
        }
    }

    private void rest(PortAssessment each) {
        String name = each.endpoint().service().name();
        String port = each.endpoint().portText();
        switch (each.answer()) {
            case PortAnswer.Fixable fixable -> { }
            case PortAnswer.Open open -> comment(Message.of("change.open", name, port));
            case PortAnswer.NeedsOverride(var blocked, var rule) -> {
                comment(Message.of("change.needs-override", name, port, rule.name()));
                comment(Message.of("change.how-to-override"));
            }
            case PortAnswer.OutOfReach(var blocked, Message why, var advice) -> {
                comment(Message.of("change.beyond", name, port));
                comment(why);
                advice.forEach(step -> {
                    comment(step.text());
                    of(step.commands()).forEach(line -> comment(Message.verbatim(line)));
                });
            }
            case PortAnswer.CannotTell(Message why, var rules) -> {
                comment(Message.of("change.cannot-tell", name, port));
                comment(why);
            }
        }
    }

    private void wayBack(List<String> undo) {
        lines.add("");
        comment(Message.of("change.print-way-back"));
        undo.forEach(line -> line(mark() + line));
    }

    private List<String> of(List<ShellCommand> pastes) {
        return pastes.stream().filter(shellCommand -> shellCommand.shell() == shell).map(ShellCommand::line).toList();
    }

    private String mark() {
        return switch (shell) {
            case BASH, POWERSHELL -> "# ";
            case CMD -> "rem ";
        };
    }

    void comment(Message text) {
        comment("", text);
    }

    void comment(String indent, Message text) {
        comment(indent + mark(), words.say(text));
    }

    void comment(String text) {
        comment(mark(), text);
    }

    private void comment(String mark, String text) {
        String plain = plain(text);
        // cmd goes on with the next line after a caret, even in a remark.
        lines.add(mark + (shell == Shell.CMD ? plain.replaceAll("[%^&|<>]", " ") : plain));
    }

    /** Text that is only there to be read, in ASCII: without its accents it is read more easily than as codes. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "").replaceAll("\u00ab[ \u00a0\u202f]?|[ \u00a0\u202f]?\u00bb", "\"")
                .replace('\u2019', '\'').replace('\u00a0', ' ').replace("\u2026", "...")
                .replaceAll("[^ -~]", "?");
    }

    /** {@code 'é'} as {@code ('' + [char]0xE9 + '')}. Only data is ever quoted, so only data is rewritten. */
    private String ascii(String line) {
        if (shell != Shell.POWERSHELL || line.chars().allMatch(c -> c < 128)) {
            return line;
        }
        Matcher quoted = QUOTED.matcher(line);
        return quoted.replaceAll(found -> Matcher.quoteReplacement(found.group().chars().allMatch(c -> c < 128)
                ? found.group() : "(" + DOUBLED.matcher(found.group()).replaceAll("$1").chars()
                        .mapToObj(c -> c < 128 ? String.valueOf((char) c) : String.format("' + [char]0x%04X + '", c))
                        .collect(Collectors.joining()) + ")"));
    }

    /** A file for cmd is read in the console's code page, which has to be told. */
    private List<String> whole() {
        if (shell == Shell.CMD && lines.stream().anyMatch(line -> line.chars().anyMatch(c -> c > 127))) {
            lines.addFirst("chcp 65001 >nul");
        }
        return List.copyOf(lines);
    }
}
