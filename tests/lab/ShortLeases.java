package lab;

import cli.Prompt;
import cli.Script;
import java.time.Duration;
import runbook.FixFirewall;

/** The script {@code fix-firewall} but for the shortest time for which it lends: no test waits for ten seconds. */
public final class ShortLeases {

    private ShortLeases() {
    }

    public static void main(String... args) {
        Script.run(new FixFirewall(Prompt.ofTerminal(), Duration.ofSeconds(1)), args);
    }
}
