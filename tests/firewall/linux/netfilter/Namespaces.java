package firewall.linux.netfilter;

import host.Adapter;
import host.AdapterKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.Cidr;
import process.Command;
import process.Exec;
import process.Fact;
import process.Ran;
import testing.HelperProcess;
import testing.Jvm;
import testing.Result;

/**
 * A host at 192.168.1.44 with a bridge to a container at 172.17.0.2, and a phone at 192.168.1.23 and .24, each in a
 * network namespace of its own. Nothing here leaves these namespaces, and they have no name on this machine: each
 * lives as long as a process that waits for the end of its input.
 */
public final class Namespaces implements AutoCloseable {
    public static final String PHONE = "192.168.1.23";
    static final String OTHER_PHONE = "192.168.1.24";
    public static final String HOST = "192.168.1.44";
    static final String CONTAINER = "172.17.0.2";

    /** The words before a command that is to run in the host. */
    public final List<String> host;
    private final List<HelperProcess> running = new ArrayList<>();
    private final HelperProcess phonePeer;
    private final HelperProcess hostPeer;

    public Namespaces(int... ports) throws IOException {
        HelperProcess hostNet = namespace();
        HelperProcess phoneNet = namespace();
        HelperProcess boxNet = namespace();
        host = entering(hostNet);
        List<String> phone = entering(phoneNet);
        List<String> box = entering(boxNet);
        for (List<String> one : List.of(host, phone, box)) {
            run(one, "ip", "link", "set", "lo", "up");
            // A kernel sends one device six refusals by ICMP at once and then one a second (icmp(7), icmp_ratelimit):
            // of many packets that are rejected together, most would seem to be dropped.
            run(one, "sysctl", "-qw", "net.ipv4.icmp_ratemask=0");
        }
        run(host, "ip", "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", pid(phoneNet));
        run(host, "ip", "link", "add", "docker0", "type", "bridge");
        run(host, "ip", "link", "add", "veth1", "type", "veth", "peer", "name", "eth0", "netns", pid(boxNet));
        run(host, "ip", "link", "set", "veth1", "master", "docker0");
        run(host, "ip", "address", "add", HOST + "/24", "dev", "eth0");
        run(host, "ip", "address", "add", "172.17.0.1/16", "dev", "docker0");
        run(phone, "ip", "address", "add", PHONE + "/24", "dev", "eth0");
        run(phone, "ip", "address", "add", OTHER_PHONE + "/24", "dev", "eth0");
        run(box, "ip", "address", "add", CONTAINER + "/16", "dev", "eth0");
        for (String link : List.of("eth0", "docker0", "veth1")) {
            run(host, "ip", "link", "set", link, "up");
        }
        run(phone, "ip", "link", "set", "eth0", "up");
        run(box, "ip", "link", "set", "eth0", "up");
        run(box, "ip", "route", "add", "default", "via", "172.17.0.1");
        inHost("sysctl", "-qw", "net.ipv4.ip_forward=1");
        String[] numbers = IntStream.of(ports).mapToObj(String::valueOf).toArray(String[]::new);
        phonePeer = peer(phone);
        hostPeer = peer(host, numbers);
        peer(box, numbers);
    }

    private HelperProcess namespace() throws IOException {
        HelperProcess net = HelperProcess.start(List.of("unshare", "--net", "sh", "-c", "echo ready; exec cat"));
        running.add(net);
        return net.says("ready");
    }

    private static String pid(HelperProcess net) {
        return String.valueOf(net.pid());
    }

    private static List<String> entering(HelperProcess net) {
        return List.of("nsenter", "--target", pid(net), "--net");
    }

    private static List<String> words(List<String> before, List<String> words) {
        var all = new ArrayList<>(before);
        all.addAll(words);
        return all;
    }

    private static Ran run(List<String> entering, String... words) {
        List<String> all = words(entering, List.of(words));
        Ran ran = new Exec().run(Command.of(all.getFirst(), all.subList(1, all.size())));
        Result.of(ran).exitedWith(0);
        return ran;
    }

    public Ran inHost(String... words) {
        return run(host, words);
    }

    private HelperProcess peer(List<String> namespace, String... ports) throws IOException {
        HelperProcess peer = HelperProcess.start(words(namespace, Jvm.words(Peer.class,
                List.of("-Xmx32m", "-Djava.net.preferIPv4Stack=true"), ports)));
        running.add(peer);
        return peer.says("ready");
    }

    /** What connecting really gives, for each {@code FROM TO PORT}. */
    public List<String> connect(boolean fromPhone, List<String> flows) {
        HelperProcess peer = fromPhone ? phonePeer : hostPeer;
        peer.tell(String.join(";", flows));
        return List.of(peer.line().split(" "));
    }

    public static Fact<List<Adapter>> adapters() {
        return Fact.known(List.of(
                new Adapter("lo", "lo", List.of(Cidr.parse("127.0.0.1/8")), Adapter.Link.UP, AdapterKind.LOOPBACK),
                new Adapter("eth0", "eth0", List.of(Cidr.parse(HOST + "/24")), Adapter.Link.UP, AdapterKind.ETHERNET),
                new Adapter("docker0", "docker0", List.of(Cidr.parse("172.17.0.1/16")), Adapter.Link.UP,
                        AdapterKind.CONTAINERS)));
    }

    @Override
    public void close() {
        running.reversed().forEach(HelperProcess::close);
    }
}
