package lab;

import java.time.Duration;
import testing.Wait;

/** An adapter of a tunnel: it has a carrier as long as a program holds it, and that program reads nothing. */
enum Tun {
    /** IFF_TUN and IFF_TAP of linux/if_tun.h, each without packet information. */
    TUN(0x1001), TAP(0x1002);

    /** TUNSETIFF makes the adapter. */
    private static final String HOLD = "open(my $tun, '+<', '/dev/net/tun') or die $!;"
            + "ioctl($tun, 0x400454ca, pack('a16sx22', $ARGV[0], $ARGV[1])) or die $!; sleep(600);";

    private final int flags;

    Tun(int flags) {
        this.flags = flags;
    }

    /** Up and with an address; gone with the process that is given back. */
    Process hold(Lab lab, String name, String address) {
        Process holder = lab.machine().start(lab.folder().resolve("tun.log"), "perl", "-e", HOLD, name,
                Integer.toString(flags));
        Wait.until(name, Duration.ofSeconds(10), () -> lab.machine().run("ip", "link", "show", name).succeeded());
        lab.machine().must("ip", "address", "add", address, "dev", name);
        lab.machine().must("ip", "link", "set", name, "up");
        return holder;
    }
}
