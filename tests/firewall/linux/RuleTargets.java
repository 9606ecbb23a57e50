package firewall.linux;

import fuzz.Sound;
import fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import json.JsonShapeException;
import net.Cidr;
import net.Protocol;
import process.Os;
import testing.FakeWorld;

/** The places where rules of ours may stand among those of others. */
public final class RuleTargets {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");
    private static final UfwRule OF_UFW = new UfwRule(false, Protocol.TCP, LAN, 8000, "runbook r tcp/8000 a");
    private static final NftRule OF_NFT = new NftRule("inet filter", "input", "counter drop", 7, NftMatch.ARRIVING,
            Protocol.TCP, LAN, 8000, "runbook r tcp/8000 a");

    private RuleTargets() { }

    public static List<Target> all() {
        return List.of(
                Target.of("ufw-user-rules", List.of("firewall-linux/ufw-user.rules.txt"), bytes -> {
                    var world = new FakeWorld(Os.LINUX).look("file /etc/ufw/user.rules", text(bytes));
                    Sound.fact(OF_UFW.found(world));
                    Sound.fact(OF_UFW.state(world));
                }),
                new Target("rules-file", () -> RulesFileTest.files().stream()
                        .map(text -> text.orElse("").getBytes(StandardCharsets.UTF_8)).toList(), bytes -> {
                            for (IptablesRule rule : List.of(RulesFileTest.AT_END, RulesFileTest.ABOVE,
                                    RulesFileTest.DOCKER, RulesFileTest.DOCKER_RETURN)) {
                                putAndTakeOut(text(bytes), rule);
                            }
                        }),
                Target.of("nft-listing", List.of("firewall-linux/firewalld-nft.txt",
                        "firewall-linux/statements-nft.txt"), bytes -> {
                            var world = new FakeWorld(Os.LINUX).command("nft --handle list ruleset", bytes);
                            Sound.fact(OF_NFT.state(world));
                            Sound.fact(OF_NFT.found(world));
                        }),
                Target.of("nft-trace-table", List.of("nft-trace/table.json"), bytes -> {
                    try {
                        Sound.value(TraceTableReader.parse(text(bytes)));
                    } catch (JsonShapeException e) {
                        // It is another table, and says so.
                    }
                    Sound.fact(TraceTableReader.ahead(text(bytes)));
                }));
    }

    /** A rule that goes leaves the file as it was, but for its chain where others lead there and made none. */
    private static void putAndTakeOut(String text, IptablesRule rule) {
        RulesFile before = RulesFile.of(Optional.of(text));
        if (before.state(rule) != RulesFile.State.ABSENT) {
            return;
        }
        before.with(rule).ifPresent(with -> {
            if (with.state(rule) != RulesFile.State.PRESENT
                    || !withoutOwnChain(with.without(rule).toString()).equals(withoutOwnChain(text))) {
                throw new AssertionError(rule.line() + " was put into\n" + text + "\nwhich made\n" + with
                        + "\nand after it was taken out\n" + with.without(rule));
            }
        });
    }

    private static String withoutOwnChain(String text) {
        return text.replaceAll("# runbook: this chain goes with the last rule in it\n:DOCKER-USER - \\[0:0]\n", "");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
