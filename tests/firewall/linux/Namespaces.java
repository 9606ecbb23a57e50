package firewall.linux;

import fact.Fact;
import host.Adapter;
import host.Cidr;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import process.Command;
import process.Exec;
import process.Ran;

/**
 * A host at 192.168.1.44 with a bridge to a container at 172.17.0.2, and a phone at 192.168.1.23 and .24, each in a
 * network namespace of its own. Nothing here leaves these namespaces.
 */
final class Namespaces implements AutoCloseable {
    static final String PHONE = "192.168.1.23";
    static final String OTHER_PHONE = "192.168.1.24";
    static final String HOST = "192.168.1.44";
    static final String CONTAINER = "172.17.0.2";

    final String host;
    private final String phone;
    private final String box;
    private final List<Process> peers = new ArrayList<>();
    private final Map<String, Talk> talks;

    private record Talk(BufferedReader in, OutputStream out) { }

    Namespaces(int... ports) throws IOException {
        String mark = "fw" + ProcessHandle.current().pid();
        host = mark + "h";
        phone = mark + "p";
        box = mark + "c";
        for (String name : List.of(host, phone, box)) {
            run("ip", "netns", "add", name);
            run("ip", "-n", name, "link", "set", "lo", "up");
        }
        run("ip", "-n", host, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", phone);
        run("ip", "-n", host, "link", "add", "docker0", "type", "bridge");
        run("ip", "-n", host, "link", "add", "veth1", "type", "veth", "peer", "name", "eth0", "netns", box);
        run("ip", "-n", host, "link", "set", "veth1", "master", "docker0");
        run("ip", "-n", host, "address", "add", HOST + "/24", "dev", "eth0");
        run("ip", "-n", host, "address", "add", "172.17.0.1/16", "dev", "docker0");
        run("ip", "-n", phone, "address", "add", PHONE + "/24", "dev", "eth0");
        run("ip", "-n", phone, "address", "add", OTHER_PHONE + "/24", "dev", "eth0");
        run("ip", "-n", box, "address", "add", CONTAINER + "/16", "dev", "eth0");
        for (String link : List.of("eth0", "docker0", "veth1")) {
            run("ip", "-n", host, "link", "set", link, "up");
        }
        run("ip", "-n", phone, "link", "set", "eth0", "up");
        run("ip", "-n", box, "link", "set", "eth0", "up");
        run("ip", "-n", box, "route", "add", "default", "via", "172.17.0.1");
        inHost("sysctl", "-qw", "net.ipv4.ip_forward=1");
        String[] numbers = new String[ports.length];
        for (int i = 0; i < ports.length; i++) {
            numbers[i] = String.valueOf(ports[i]);
        }
        talks = Map.of(phone, peer(phone), host, peer(host, numbers), box, peer(box, numbers));
    }

    static Ran run(String program, String... args) {
        Ran ran = new Exec().run(Command.of(program, args));
        if (!ran.succeeded()) {
            throw new AssertionError(ran.command().line() + ": " + ran.end() + " " + ran.errText());
        }
        return ran;
    }

    Ran inHost(String... words) {
        List<String> args = new ArrayList<>(List.of("netns", "exec", host));
        args.addAll(List.of(words));
        return run("ip", args.toArray(String[]::new));
    }

    /** A program that runs until it is closed and is spoken with: {@code Exec} is for those that end by themselves. */
    private Talk peer(String namespace, String... ports) throws IOException {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
                "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true",
                "-cp", System.getProperty("java.class.path"), Peer.class.getName()));
        words.addAll(List.of(ports));
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        peers.add(process);
        var talk = new Talk(process.inputReader(StandardCharsets.US_ASCII), process.getOutputStream());
        if (!"ready".equals(talk.in.readLine())) {
            throw new IOException("no peer in " + namespace);
        }
        return talk;
    }

    /** What connecting really gives, for each {@code FROM TO PORT}. */
    List<String> connect(boolean fromPhone, List<String> flows) {
        Talk talk = talks.get(fromPhone ? phone : host);
        try {
            talk.out.write((String.join(";", flows) + "\n").getBytes(StandardCharsets.US_ASCII));
            talk.out.flush();
            return List.of(talk.in.readLine().split(" "));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Fact<List<Adapter>> adapters() {
        return Fact.known(List.of(
                new Adapter("lo", "lo", List.of(Cidr.parse("127.0.0.1/8")), true, true, false, false),
                new Adapter("eth0", "eth0", List.of(Cidr.parse(HOST + "/24")), true, false, false, false),
                new Adapter("docker0", "docker0", List.of(Cidr.parse("172.17.0.1/16")), true, false, true, false)));
    }

    @Override
    public void close() {
        peers.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        for (String name : List.of(host, phone, box)) {
            run("ip", "netns", "delete", name);
        }
    }
}
