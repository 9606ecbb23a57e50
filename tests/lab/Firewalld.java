package lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import testing.Wait;

/** firewalld on the lab's machine, with the bus that it is asked over; both end with {@link #close}. */
final class Firewalld implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Lab lab;
    private final Process bus;
    private final List<Process> started = new ArrayList<>();

    private Firewalld(Lab lab, Process bus) {
        this.lab = lab;
        this.bus = bus;
    }

    private static final String OWN = """
            set -e
            cp -a /etc/firewalld "$1/firewalld"
            sed -i "s/^FirewallBackend=.*/FirewallBackend=$2/" "$1/firewalld/firewalld.conf"
            mount --bind "$1/firewalld" /etc/firewalld
            """;

    /** With a configuration of its own, and started. @param backend where it keeps its rules */
    static Firewalld of(Lab lab, String backend) {
        lab.machine().must("sh", "-c", OWN, "own", lab.folder().toString(), backend);
        Firewalld firewalld = of(lab);
        firewalld.start();
        return firewalld;
    }

    static Firewalld of(Lab lab) {
        lab.machine().must("mkdir", "-p", "/run/dbus");
        var firewalld = new Firewalld(lab, lab.machine().start(lab.folder().resolve("dbus.log"), "dbus-daemon",
                "--system", "--nofork", "--nopidfile"));
        Wait.until("the bus", START_LIMIT,
                () -> lab.machine().run("test", "-S", "/run/dbus/system_bus_socket").succeeded());
        return firewalld;
    }

    void start() {
        started.add(lab.machine().start(lab.folder().resolve("firewalld.log"), "firewalld", "--nofork", "--nopid"));
        Wait.until("firewalld", START_LIMIT, () -> lab.machine().run("firewall-cmd", "--state").succeeded());
    }

    void stop() {
        started.forEach(Machine::end);
        started.clear();
    }

    @Override
    public void close() {
        stop();
        Machine.end(bus);
        lab.machine().run("rm", "-rf", "/run/dbus");
        // Ended as a crash would end it: its table is still there.
        lab.machine().run("nft", "delete", "table", "inet", "firewalld");
        lab.machine().run("umount", "/etc/firewalld");
        lab.machine().run("rm", "-rf", lab.folder().resolve("firewalld").toString());
    }
}
