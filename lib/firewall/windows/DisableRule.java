package firewall.windows;

import firewall.Change;
import firewall.Lifetime;
import firewall.PasteCheck;
import firewall.windows.policy.WindowsRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * Switching off one local rule that blocks. Nothing else of it is touched, so switching it on again is all that the
 * way back takes.
 *
 * @param id   the rule's name as the registry has it; may hold anything, as names made by Windows do
 * @param text the rule when it was found: what it must still be
 */
public record DisableRule(String id, String text) implements Change {

    public DisableRule {
        if (id == null || id.isBlank() || id.length() > 1000) {
            throw new IllegalArgumentException("not the name of a rule: " + id);
        }
        if (WindowsRule.of(id, WindowsRule.Store.LOCAL, text == null ? "" : text)
                .filter(rule -> rule.action() == WindowsRule.Action.BLOCK && rule.active()).isEmpty()) {
            throw new IllegalArgumentException("not a block rule that is on: " + text);
        }
    }

    private WindowsRule rule() {
        return WindowsRule.of(id, WindowsRule.Store.LOCAL, text).orElseThrow();
    }

    @Override
    public String kind() {
        return "windows-disable-rule";
    }

    /** It switches on one rule that blocks. */
    @Override
    public boolean undoOnlyCloses() {
        return true;
    }

    @Override
    public Message what() {
        return Message.of("firewall-windows.disable-rule", rule().displayName(), id);
    }

    /** netsh picks rules by display name, which many rules may share, so there is no line for cmd. */
    @Override
    public Lifetime lifetime() {
        return Lifetime.PERMANENT;
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(new ShellCommand(Shell.POWERSHELL, true, line("False")));
    }

    /** Who else had switched it off would have it switched on by an undo, were it not for the mark. */
    @Override
    public Optional<PasteCheck> pasteCheck() {
        return Optional.of(new PasteCheck(PasteFunctions.RULE_STATE, List.of(id, rule().effectText()), "off", "on",
                Optional.of(Message.of("firewall-windows.paste-no-rule")),
                Message.of("firewall-windows.paste-rule-changed"), Optional.of(PasteFunctions.RULE_TEXT),
                Optional.of("off-" + Integer.toHexString(id.hashCode()))));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(new ShellCommand(Shell.POWERSHELL, true, line("True")));
    }

    private String line(String enabled) {
        return RuleScripts.plain(id) ? "Set-NetFirewallRule -Name '" + id + "' -Enabled " + enabled
                : "Get-NetFirewallRule | Where-Object { $_.Name -eq " + Quoting.powershell(id)
                        + " } | Set-NetFirewallRule -Enabled " + enabled;
    }

    @Override
    public Fact<State> state(World world) {
        return RuleScripts.read(world, id).map(this::compare);
    }

    private State compare(Optional<String> found) {
        return found.flatMap(now -> WindowsRule.of(id, WindowsRule.Store.LOCAL, now))
                .filter(rule -> rule.sameEffect(rule()))
                .map(rule -> rule.active() ? State.ABSENT : State.PRESENT).orElse(State.EDITED);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return RuleScripts.read(world, id).map(rule -> rule.stream().toList());
    }

    @Override
    public Fact<State> apply(World world) {
        return state(world).then(now -> now == State.ABSENT ? set(world, "False") : Fact.known(now));
    }

    /**
     * A rule that was edited, or removed, since then is left as it is; {@code force} switches an edited one on, where it
     * still blocks.
     */
    @Override
    public Fact<State> undo(World world, boolean force) {
        return RuleScripts.read(world, id).then(found -> switch (compare(found)) {
            case ABSENT -> Fact.known(State.ABSENT);
            case PRESENT -> set(world, "True");
            case EDITED -> force && found.filter(this::blocks).isPresent() ? set(world, "True") : Fact.known(State.EDITED);
        });
    }

    private boolean blocks(String now) {
        return WindowsRule.of(id, WindowsRule.Store.LOCAL, now)
                .filter(rule -> rule.action() == WindowsRule.Action.BLOCK).isPresent();
    }

    private Fact<State> set(World world, String enabled) {
        return RuleScripts.change(world, "set-rule-enabled.ps1", Map.of("name", id, "enabled", enabled),
                () -> state(world));
    }
}
