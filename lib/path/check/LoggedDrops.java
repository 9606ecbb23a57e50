package path.check;

import firewall.LoggedDrop;
import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import path.Facts;
import text.Message;

/** What the firewall itself wrote down: which device of the LAN it shut out, from which port, and when. */
final class LoggedDrops {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Devices that are named; a network scanner should not fill the screen. */
    private static final int AT_MOST = 5;

    private LoggedDrops() { }

    /**
     * One sentence for each device whose packets to this endpoint were dropped lately, the last one first. It counts
     * all ports of the inventory, so that a device is one line however many ports it tried.
     */
    static List<Message> about(Facts facts, Endpoint endpoint) {
        Map<InetAddress, List<LoggedDrop>> byDevice = recent(facts).stream()
                .collect(Collectors.groupingBy(LoggedDrop::from, LinkedHashMap::new, Collectors.toList()));
        return byDevice.values().stream()
                .filter(drops -> drops.stream().anyMatch(drop -> isFor(drop, endpoint)))
                .sorted(Comparator.comparing((List<LoggedDrop> drops) -> last(drops)).reversed())
                .limit(AT_MOST)
                .map(LoggedDrops::sentence)
                .toList();
    }

    private static Message sentence(List<LoggedDrop> drops) {
        List<Object> ports = drops.stream().map(LoggedDrop::port).distinct().sorted().<Object>map(p -> p).toList();
        return Message.of("path.evidence.logged-drops", drops.getFirst().from().getHostAddress(), drops.size(), ports,
                last(drops).format(TIME));
    }

    private static LocalDateTime last(List<LoggedDrop> drops) {
        return drops.stream().map(LoggedDrop::at).max(Comparator.naturalOrder()).orElseThrow();
    }

    private static List<LoggedDrop> recent(Facts facts) {
        // The log has local time and does not say of which zone. Set against the time in Greenwich, "since a day" is
        // between ten and thirty-eight hours: near enough to leave out what an older fault wrote.
        LocalDateTime since = LocalDateTime.ofInstant(facts.startedAt(), ZoneOffset.UTC).minusDays(1);
        return facts.chosen().map(LanAddress.Chosen::address).map(own -> facts.drops().toOptional().stream()
                .flatMap(List::stream)
                .filter(drop -> drop.at().isAfter(since) && drop.to().equals(own.inet())
                        && own.contains(drop.from()) && !drop.from().equals(own.inet()))
                .filter(drop -> facts.inventory().endpoints().stream().anyMatch(known -> isFor(drop, known)))
                .toList()).orElse(List.of());
    }

    private static boolean isFor(LoggedDrop drop, Endpoint endpoint) {
        return drop.port() == endpoint.port() && drop.protocol() == endpoint.service().protocol();
    }
}
