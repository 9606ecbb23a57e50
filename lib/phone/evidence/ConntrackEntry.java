package phone.evidence;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.IpAddresses;
import net.Protocol;

/**
 * What the kernel's connection tracking knows of one connection, as {@code conntrack -E}, {@code conntrack -L} and
 * {@code /proc/net/nf_conntrack} print it (conntrack(8)). An entry exists from when every rule has let the first
 * packet pass: of one that a rule dropped or rejected there is none. Its first four values are the connection as the
 * phone asked for it, before a port of a container was translated.
 *
 * @param to    the address that the phone asked for
 * @param kind  what told of it
 * @param open  true where both ends may still send
 */
record ConntrackEntry(ConnectionLog.Attempt attempt, InetAddress to, ConnectionProgress progress, Kind kind,
        boolean open) {

    enum Kind {
        /** The event of its beginning. */
        BEGINS,
        /** An event of a connection that began before. */
        LATER,
        /** A row of the table. */
        ROW
    }


    private static final Set<String> MADE = Set.of("ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT");

    /**
     * Takes a line such as
     * <pre>    [NEW] tcp      6 120 SYN_SENT src=192.168.1.23 dst=192.168.1.44 sport=51326 dport=8002 [UNREPLIED]
     * src=192.168.1.44 dst=192.168.1.23 sport=8002 dport=51326</pre>
     *
     * @return empty for what is no connection, or says nothing of how far it came
     */
    static Optional<ConntrackEntry> parse(String line) {
        Map<String, String> original = new HashMap<>();
        String[] words = line.strip().split("\\s+");
        Set<String> all = Stream.of(words).collect(Collectors.toSet());
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                original.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        try {
            Optional<Protocol> protocol = Stream.of(Protocol.values()).filter(each -> all.contains(each.id()))
                    .findFirst();
            Optional<ConnectionProgress> course = protocol.flatMap(each -> switch (each) {
                case TCP -> ofTcp(all);
                case UDP -> Optional.of(all.contains("[UNREPLIED]") ? new ConnectionProgress.Came()
                        : ConnectionProgress.Ended.CONNECTED);
            });
            if (course.isEmpty()) {
                return Optional.empty();
            }
            int from = Integer.parseInt(original.get("sport"));
            var port = new ServicePort(protocol.orElseThrow(), Integer.parseInt(original.get("dport")));
            return Optional.of(new ConntrackEntry(new ConnectionLog.Attempt(IpAddresses.address(original.get("src")),
                    from, port), IpAddresses.address(original.get("dst")), course.get(),
                    all.contains("[NEW]") ? Kind.BEGINS : all.contains("[UPDATE]") || all.contains("[DESTROY]")
                            ? Kind.LATER : Kind.ROW,
                    all.contains("ESTABLISHED")));
        } catch (IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Optional<ConnectionProgress> ofTcp(Set<String> words) {
        boolean unreplied = words.contains("[UNREPLIED]");
        if (words.contains("CLOSE")) {
            // A reset that answers the first packet ends the entry at once (nf_conntrack_tcp_packet of the kernel), so
            // that only the event of its end shows it. An entry that times out ends as SYN_SENT.
            return Optional.of(unreplied ? ConnectionProgress.Ended.REFUSED
                    : words.contains("[ASSURED]") ? ConnectionProgress.Ended.CONNECTED
                    : new ConnectionProgress.Answered());
        }
        if (words.contains("SYN_SENT")) {
            return words.contains("[DESTROY]") ? Optional.empty() : Optional.of(new ConnectionProgress.LetIn());
        }
        if (words.contains("SYN_RECV")) {
            return Optional.of(new ConnectionProgress.Answered());
        }
        // A connection that tracking came upon half-way counts as established before it was answered.
        return !unreplied && words.stream().anyMatch(MADE::contains) ? Optional.of(ConnectionProgress.Ended.CONNECTED)
                : Optional.empty();
    }
}
