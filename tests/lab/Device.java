package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import testing.Wait;

/**
 * One more phone, for some of the tests: a network namespace that lives as long as one process in it, which waits for
 * the end of its input. It hangs on the first phone's end of the cable with a MAC address of its own (macvlan,
 * {@code ip-link(8)}), as another phone does on the same access point; the machine's own interfaces stay as they are.
 */
final class Device implements AutoCloseable {

    /** Making a namespace takes a few milliseconds; a busy machine may take a hundred times that. */
    private static final Duration START_LIMIT = Duration.ofSeconds(5);

    private final Machine machine;
    private final List<String> addresses;
    private final Process holder;

    private Device(Machine machine, List<String> addresses, Process holder) {
        this.machine = machine;
        this.addresses = addresses;
        this.holder = holder;
    }

    /** A phone on the same LAN. */
    static Device onTheLan(Lab lab, String address) {
        Device device = plugged(lab, List.of(address));
        device.ip("address", "add", address + "/24", "dev", "wlan1");
        return device;
    }

    /**
     * A phone of another network, with the router between: the machine knows of the router alone, its way to
     * everywhere else. Both are one namespace, which answers for the router's address and speaks by the phone's.
     */
    static Device behindTheRouter(Lab lab, String address) {
        Device device = plugged(lab, List.of(Lab.ROUTER, address));
        // Asked for by the router, as the machine would see it; else it would hear of a phone beside it.
        device.inside("sysctl", "-qw", "net.ipv4.conf.all.arp_announce=2");
        device.ip("address", "add", Lab.ROUTER + "/24", "dev", "wlan1");
        device.ip("address", "add", address + "/32", "dev", "lo");
        device.ip("route", "replace", Lab.ADDRESS + "/32", "dev", "wlan1", "src", address);
        return device;
    }

    private static Device plugged(Lab lab, List<String> addresses) {
        Device device = start(lab.machine(), addresses, lab.folder().resolve("devices.log"));
        try {
            Machine.outside("nsenter", "--target", Long.toString(lab.phone()), "--net", "ip", "link", "add", "link",
                    "wlan0", "name", "wlan1", "netns", Long.toString(device.pid()), "type", "macvlan", "mode",
                    "bridge");
            device.ip("link", "set", "lo", "up");
            device.ip("link", "set", "wlan1", "up");
            return device;
        } catch (RuntimeException e) {
            device.close();
            throw e;
        }
    }

    private static Device start(Machine machine, List<String> addresses, Path log) {
        try {
            Process holder = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo ready; exec cat")
                    .redirectError(log.toFile()).start();
            var device = new Device(machine, addresses, holder);
            BufferedReader said = holder.inputReader();
            Wait.until("a device's namespace", START_LIMIT, () -> said.ready() || !holder.isAlive());
            if (!"ready".equals(said.readLine())) {
                throw new IOException("no namespace: " + Files.readString(log));
            }
            return device;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process in its network namespace. */
    long pid() {
        return holder.pid();
    }

    /** Something between it and the machine keeps this from getting there, which nothing on the machine shows. */
    void neverReaches(int port) {
        inside("iptables", "-A", "OUTPUT", "-p", "tcp", "--dport", Integer.toString(port), "-j", "DROP");
    }

    private void ip(String... words) {
        var all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        inside(all.toArray(String[]::new));
    }

    private void inside(String... words) {
        var all = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid()), "--net", "--"));
        all.addAll(List.of(words));
        Machine.outside(all.toArray(String[]::new));
    }

    /** Nobody is to find it in the machine's memory of its neighbours. */
    @Override
    public void close() {
        Machine.end(holder);
        addresses.forEach(address -> machine.run("ip", "neighbour", "delete", address, "dev", "eth0"));
    }
}
