package phone.evidence;

import fuzz.Sound;
import fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the kernel tells of packets while a phone tries. */
public final class EvidenceTargets {
    private EvidenceTargets() { }

    public static List<Target> all() {
        return List.of(
                Target.of("conntrack", List.of("conntrack/events.txt", "conntrack/proc.txt", "conntrack/table.txt"),
                        bytes -> text(bytes).lines().forEach(line ->
                                ConntrackEntry.parse(line).ifPresent(Sound::value))),
                Target.of("nft-trace", List.of("nft-trace/monitor.txt"), bytes -> {
                    var parser = new NftTraceParser();
                    text(bytes).lines().forEach(line -> parser.take(line).ifPresent(Sound::value));
                }));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
