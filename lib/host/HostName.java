package host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.IpAddresses;
import process.Fact;

/**
 * A name that the app has for this machine, and who knows it here. What the hosts file says, no phone reads.
 *
 * @param resolved  its addresses, as this machine resolves it
 * @param hostsFile those that this machine's hosts file gives it; none where it does not name it
 */
public record HostName(String name, Fact<List<String>> resolved, Fact<List<String>> hostsFile) {

    /** True where this machine knows the name from its own hosts file. */
    public boolean inHostsFile() {
        return hostsFile.toOptional().filter(known -> !known.isEmpty()).isPresent();
    }

    /** True where DNS gives everybody a loopback address for it, and so a phone its own. */
    public boolean loopbackByDns() {
        boolean loopback = resolved.toOptional().filter(found -> !found.isEmpty() && found.stream()
                .allMatch(text -> IpAddresses.address(text).isLoopbackAddress())).isPresent();
        // A bare name is also a machine's own, which its resolver may give such an address by itself.
        return loopback && name.indexOf('.') > 0 && !name.toLowerCase(Locale.ROOT).endsWith(".local")
                && hostsFile.equals(Fact.known(List.of()));
    }

    /** The addresses that the text of a hosts file (hosts(5)) gives a name; what is none there gives nothing. */
    public static List<String> inText(String text, String name) {
        String wanted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return text.lines().map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                .filter(words -> Stream.of(words).skip(1).anyMatch(wanted::equalsIgnoreCase))
                .flatMap(words -> plain(words[0]).stream()).distinct().toList();
    }

    private static Optional<String> plain(String text) {
        try {
            return Optional.of(IpAddresses.plain(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
