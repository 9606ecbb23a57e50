package phone.cable;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the phone's shell is to do: try every port of one address, all at once, and say what came of each try.
 *
 * <p>{@code adb shell} puts its arguments behind each other with blanks between, and the phone's shell reads the result
 * (adb's manual: {@code shell [-e ESCAPE] [-n] [-Tt] [-x] [COMMAND...]}), so an argument is as good as program text
 * there. That is why the text below is constant, and what is put behind it can only be an address in numbers and whole
 * numbers: it is made of an {@link InetAddress} and of ints, of nothing that was ever a string of somebody else's.
 *
 * <p>The text has neither quotes nor line breaks: Windows' way of handing over arguments would take them apart. It
 * keeps to what mksh (Android's shell since 4.0), toybox and dash have in common. Android has no bash, and its mksh no
 * {@code /dev/tcp}; what every Android since 6 has is toybox, and in it {@code nc}. What that can do differs (toybox's
 * own history of netcat.c):
 * <ul>
 * <li>{@code -z}, to connect and no more: since January 2024 (toybox 0.8.11), so from Android 15 on;
 * <li>before, {@code -q 1}: to give up a second after its input has ended, as it does here at once. The connection is
 * there by then, and that second is taken off the time again, see {@link NcAttempt};
 * <li>before October 2016 (Android 7 and older; no {@code -W} there yet), the end of that second is told as
 * {@code Timeout}, as is a connection that never comes about. Such a phone is not asked.
 * </ul>
 * {@code nc -w} gives up after whole seconds. The times come from the phone's own clock: mksh's EPOCHREALTIME, or
 * toybox's {@code date +%s%N} (since May 2017). They include starting {@code nc} on the phone, and nothing of USB.
 *
 * <p>No byte is sent to a service: what it answers, this machine asks itself, and a path out of the inventory has no
 * place in a command for a shell.
 *
 * @param seconds how long one try may take
 * @param tries   how often each port is tried, as long as it works
 */
record ShellScript(InetAddress address, int seconds, int tries, List<Integer> ports) {

    /** More at once would be a crowd of processes on a small phone, and old adbds take commands of 4 KiB at most. */
    static final int MOST_PORTS = 100;

    /** What each line of the answer begins with. */
    static final String MARK = "runbook-";

    private static final String TEXT = String.join(" ",
            "runbook() { set -f; a=$1; w=$2; n=$3; shift 3; echo runbook-begin;",
            "echo runbook-qemu $(getprop ro.kernel.qemu 2>/dev/null) $(getprop ro.boot.qemu 2>/dev/null);",
            "echo runbook-route $(ip route get $a 2>&1);",
            "ip addr 2>&1 | while read -r l; do echo runbook-addr $l; done;",
            "t=; z=; o=; for x in toybox command; do case $t in ?*) continue;; esac;",
            "h=$($x nc --help 2>&1 </dev/null);",
            "case $h in *ero-I/O*) t=$x; z=-z;; *-W*) t=$x; z=-q\\ 1;; *-w*) o=old;; esac; done;",
            "now() { e=$EPOCHREALTIME; case $e in ?*) ;; *) e=$(date +%s%N);; esac; };",
            "case $t in ?*) echo runbook-nc $z; for p; do (",
            "i=0; while [ $i -lt $n ]; do i=$((i+1)); now; b=$e;",
            "s=$($t nc $z -w $w $a $p 2>&1 >/dev/null </dev/null); r=$?; now;",
            "echo runbook-try $p $r $b $e $s; [ $r = 0 ] || break; done",
            ") & done; wait;; *) echo runbook-no-nc $o;; esac; echo runbook-end; }; runbook");

    ShellScript {
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            throw new IllegalArgumentException("no address of a machine: " + address.getHostAddress());
        }
        require(seconds, 1, 60);
        require(tries, 1, 9);
        ports.forEach(port -> require(port, 1, 65535));
        require(ports.size(), 1, MOST_PORTS);
        ports = List.copyOf(ports);
    }

    private static void require(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(number + " is not within " + least + " and " + most);
        }
    }

    /** The one argument of {@code adb shell}. */
    String text() {
        return TEXT + " " + literal() + " " + seconds + " " + tries + " "
                + ports.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** A zone (fe80::1%eth0) is a name of this machine's adapter: it means nothing on the phone. */
    private String literal() {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
