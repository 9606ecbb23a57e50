package firewall.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/**
 * What hints at a firewall where its rules cannot be read, and every user may ask: words for a person, and no proof,
 * since rules are made without these programs too.
 */
final class FirewallSigns {
    /** firewall-cmd(1), "Exit Codes": NOT_RUNNING. */
    private static final int NOT_RUNNING = 252;
    /** systemctl(1), "Exit status": program is not running. */
    private static final int INACTIVE = 3;

    private final World world;

    private FirewallSigns(World world) {
        this.world = world;
    }

    /** Empty where none of these programs is there. */
    static Optional<Message> of(World world) {
        var signs = new FirewallSigns(world);
        var on = new ArrayList<String>();
        var off = new ArrayList<String>();
        signs.ufw().ifPresent(is -> (is ? on : off).add("ufw"));
        signs.answer(NOT_RUNNING, "firewall-cmd", "--state").ifPresent(is -> (is ? on : off).add("firewalld"));
        signs.answer(INACTIVE, "systemctl", "is-active", "nftables.service")
                .ifPresent(is -> (is ? on : off).add("nftables.service"));
        return !on.isEmpty() ? Optional.of(Message.of("firewall-linux.signs-on", on))
                : off.isEmpty() ? Optional.empty() : Optional.of(Message.of("firewall-linux.signs-off", off));
    }

    /** Of a line {@code ENABLED=no}; empty where there is no ufw. */
    private Optional<Boolean> ufw() {
        return world.file("/etc/ufw/ufw.conf").toOptional().stream().flatMap(String::lines).map(String::strip)
                .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("ENABLED=")).findFirst()
                .map(line -> line.substring(line.indexOf('=') + 1).equalsIgnoreCase("yes"));
    }

    private Optional<Boolean> answer(int no, String program, String... args) {
        Ran ran = world.run(Command.of(program, List.of(args)));
        return ran.end() instanceof Ran.Exited(int code) && (code == 0 || code == no)
                ? Optional.of(code == 0) : Optional.empty();
    }
}
