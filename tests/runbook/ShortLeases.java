package runbook;

import cli.Prompt;
import cli.Script;
import cli.change.FixOptions;
import java.time.Duration;

/** The script {@code fix-firewall} but for the shortest time for which it lends: no test waits for ten seconds. */
public final class ShortLeases {

    private ShortLeases() {
    }

    public static void main(String... args) {
        Script.run(new FixFirewall(Prompt.ofTerminal(), new FixOptions(Duration.ofSeconds(1))), args);
    }
}
