package phone.evidence;

import firewall.linux.TraceTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.IpAddresses;
import net.Protocol;

/**
 * What {@code nft monitor trace} prints of one packet, over several lines with the same number: first what it is, then
 * what each rule says of it (nft(8), "trace"). Rules of iptables that are kept in nf_tables show too, as nft writes
 * them; those of the older kind do not. Not thread-safe.
 */
final class NftTraceParser {

    /** Packets that are followed at the same time; each is over in microseconds. */
    private static final int AT_ONCE = 256;

    private static final Pattern LINE = Pattern.compile("trace id ([0-9a-f]+) (\\S+ \\S+ \\S+) (.*)");
    private static final Pattern PACKET = Pattern.compile("packet: .*?\\bip6? saddr (\\S+) .*?"
            + "\\b(tcp|udp) sport (\\d{1,5}) (?:tcp|udp) dport (\\d{1,5})\\b.*");
    private static final Pattern RULE = Pattern.compile("(?:unknown )?rule (.*) \\(verdict drop\\)");
    private static final Pattern COUNTER = Pattern.compile(" ?\\bcounter packets \\d+ bytes \\d+");

    /** @param progress that it came, or that a rule dropped it */
    record Told(ConnectionLog.Attempt attempt, ConnectionProgress progress) { }

    private final Map<String, ConnectionLog.Attempt> packets = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ConnectionLog.Attempt> eldest) {
            return size() > AT_ONCE;
        }
    };

    /**
     * Takes the next line, such as
     * <pre>trace id dd11c88a ip filter INPUT rule tcp dport 8001 counter packets 2 bytes 120 drop (verdict drop)</pre>
     * A rule that rejects is one that drops: its answer is a packet of its own.
     */
    Optional<Told> take(String line) {
        Matcher words = LINE.matcher(line.strip());
        if (!words.matches()) {
            return Optional.empty();
        }
        String id = words.group(1);
        String chain = words.group(2);
        String rest = words.group(3).strip();
        if (chain.equals(TraceTable.ARRIVALS) && rest.startsWith("packet:")) {
            Optional<ConnectionLog.Attempt> attempt = attempt(rest);
            attempt.ifPresent(known -> packets.put(id, known));
            return attempt.map(known -> new Told(known, new ConnectionProgress.Came()));
        }
        Optional<ConnectionLog.Attempt> attempt = Optional.ofNullable(packets.get(id));
        Matcher rule = RULE.matcher(rest);
        if (rule.matches()) {
            String text = COUNTER.matcher(rule.group(1)).replaceAll("").replaceAll(" {2,}", " ").strip();
            return attempt.map(known -> new Told(known, ConnectionProgress.Ended.dropped(text, chain)));
        }
        return rest.equals("policy drop") ? attempt.map(known ->
                new Told(known, ConnectionProgress.Ended.dropped(rest, chain)))
                : Optional.empty();
    }

    private static Optional<ConnectionLog.Attempt> attempt(String packet) {
        Matcher words = PACKET.matcher(packet);
        if (!words.matches()) {
            return Optional.empty();
        }
        try {
            Protocol protocol = words.group(2).equals("tcp") ? Protocol.TCP : Protocol.UDP;
            return Optional.of(new ConnectionLog.Attempt(IpAddresses.address(words.group(1)),
                    Integer.parseInt(words.group(3)), new ServicePort(protocol, Integer.parseInt(words.group(4)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
