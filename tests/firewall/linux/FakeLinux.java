package firewall.linux;

import firewall.linux.netfilter.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;
import text.Message;

/** A machine that answers as it is told to; a program nobody spoke of is not installed, a file is not there. */
final class FakeLinux extends ForwardingWorld {
    private final Map<String, Ran.End> ends = new HashMap<>();
    private final Map<String, String> out = new HashMap<>();
    private final Map<String, String> err = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private boolean sudo;
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    FakeLinux() {
        super(new FakeWorld(Os.LINUX));
    }

    /** A machine whose two tools are there and hold no rules. */
    static FakeLinux withoutRules() {
        return new FakeLinux().says("iptables-nft-save", "").says("ip6tables-nft-save", "")
                .says("nft --json list ruleset", "{\"nftables\": []}").says("nft --handle list ruleset", "")
                .file("/proc/sys/net/ipv4/ip_forward", "1\n");
    }

    FakeLinux says(String line, String text) {
        return ends(line, new Ran.Exited(0), text, "");
    }

    FakeLinux ends(String line, Ran.End end, String text, String error) {
        ends.put(line, end);
        out.put(line, text);
        err.put(line, error);
        return this;
    }

    /** Whoever runs this wants that sudo is asked. */
    FakeLinux withSudo() {
        sudo = true;
        return this;
    }

    @Override
    public boolean sudo() {
        return sudo;
    }

    FakeLinux file(String path, String text) {
        files.put(path, text);
        return this;
    }

    @Override
    public Ran run(Command command) {
        asked.add(command.line());
        return new Ran(command, ends.getOrDefault(command.line(), new Ran.NotFound()),
                out.getOrDefault(command.line(), "").getBytes(StandardCharsets.UTF_8),
                err.getOrDefault(command.line(), "").getBytes(StandardCharsets.UTF_8), Duration.ZERO);
    }

    @Override
    public Fact<String> file(String path) {
        String text = files.get(path);
        return text == null ? Fact.unknown(Message.of("process.no-file", path)) : Fact.known(text);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        throw new AssertionError(what);
    }

    Fact<LinuxPolicy> policy() {
        return new RulesReader(this).read(Rules.ADAPTERS);
    }
}
