package firewall.linux.netfilter;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;

/** Whether tests with real network namespaces can run here. */
public final class Lab {

    private Lab() { }

    /** Skips the test where there is no root or a tool is missing; under CI that is a failure. */
    public static void required(String... moreTools) {
        String missing = missing(List.of(moreTools));
        if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("the lab cannot run: " + missing);
        }
        assumeTrue(missing.isEmpty(), "the lab cannot run: " + missing);
    }

    private static String missing(List<String> moreTools) {
        if (Os.current() != Os.LINUX) {
            return "not Linux";
        }
        var exec = new Exec();
        if (!exec.run(Command.of("id", "-u")).outText().strip().equals("0")) {
            return "not root";
        }
        List<String> tools = new ArrayList<>(List.of("ip", "nft", "iptables-nft", "iptables-legacy", "conntrack",
                "sysctl"));
        tools.addAll(moreTools);
        for (String tool : tools) {
            if (exec.run(Command.of(tool, "-V")).end() instanceof Ran.NotFound) {
                return "no " + tool;
            }
        }
        return "";
    }
}
