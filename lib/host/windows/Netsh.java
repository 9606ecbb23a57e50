package host.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.Protocol;
import process.Fact;
import text.Message;

/** Tables of netsh, which speaks the language of the system: read by shape and number, never by a word. */
public final class Netsh {
    private static final Pattern RULE = Pattern.compile("^\\s*-{3,}(?:\\s+-{3,})+\\s*$");
    private static final Pattern RANGE = Pattern.compile("^\\s*(\\d{1,9})\\s+(\\d{1,9})\\s*(\\*?)\\s*$");
    private static final Pattern FORWARDING =
            Pattern.compile("^\\s*(\\S+)\\s+(\\d{1,9})\\s+(\\S+)\\s+(\\d{1,9})\\s*$");
    private static final Pattern VERSIONS = Pattern.compile("(?i)ipv([46])\\b.*ipv([46])\\b");
    private static final Pattern ADDRESS = Pattern.compile("\\*|[A-Za-z0-9][A-Za-z0-9.:_%-]*|:[0-9A-Fa-f:.]+");

    private static final Pattern PAIR = Pattern.compile("([^:]*):\\s?(.*)");
    private static final Pattern GUID = Pattern.compile("\\{?\\w{8}-\\w{4}-\\w{4}-\\w{4}-\\w{12}\\}?");
    private static final Pattern HARDWARE = Pattern.compile("(?i)[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s?%");

    private Netsh() { }

    /**
     * Output of {@code netsh interface ipv4 show excludedportrange protocol=tcp}:
     * <pre>
     * Startport      Endport
     * ----------    --------
     *      49851       49950
     *      50000       50059     *
     * </pre>
     */
    public static Fact<List<WindowsFacts.PortRange>> reserved(String text) {
        return rows(text, RANGE, row -> new WindowsFacts.PortRange(Protocol.TCP, Integer.parseInt(row.group(1)),
                Integer.parseInt(row.group(2)), !row.group(3).isEmpty()));
    }

    /**
     * Output of {@code netsh interface portproxy show all}; nothing at all where there is no forwarding. Each kind has
     * a table of its own; every language leaves the versions of IP above it as they are:
     * <pre>
     * Listen on ipv4:             Connect to ipv4:
     *
     * Address         Port        Address         Port
     * --------------- ----------  --------------- ----------
     * 192.168.226.64  2222        10.4.226.215    22
     * </pre>
     */
    public static Fact<List<WindowsFacts.PortProxy>> proxies(String text) {
        if (text.isBlank()) {
            return Fact.known(List.of());
        }
        var kind = new AtomicReference<String>();
        return rows(text, FORWARDING, line -> {
            Matcher heading = VERSIONS.matcher(line);
            if (heading.find()) {
                kind.set("v" + heading.group(1) + "tov" + heading.group(2));
            }
        }, row -> new WindowsFacts.PortProxy(address(row.group(1)), port(row.group(2)), address(row.group(3)),
                port(row.group(4))).ofKind(kind.get()));
    }

    /** The rows of a table; unknown where there is no table, or where a row holds what no table can hold. */
    private static <T> Fact<List<T>> rows(String text, Pattern shape, Function<Matcher, T> make) {
        return rows(text, shape, line -> { }, make);
    }

    private static <T> Fact<List<T>> rows(String text, Pattern shape, Consumer<String> first,
            Function<Matcher, T> make) {
        var rows = new ArrayList<T>();
        boolean ruled = false;
        for (String line : text.lines().toList()) {
            first.accept(line);
            Matcher row = shape.matcher(line);
            ruled |= RULE.matcher(line).matches();
            if (row.matches()) {
                try {
                    rows.add(make.apply(row));
                } catch (IllegalArgumentException e) {
                    return Fact.unknown(Message.of("host.unclear-row", line.strip()));
                }
            }
        }
        return ruled || !rows.isEmpty() ? Fact.known(List.copyOf(rows))
                : Fact.unknown(Message.of("host.no-table", "netsh"));
    }

    /** The service takes a host's name too, and {@code *} for every address. */
    private static String address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return text;
    }

    private static int port(String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + digits);
        }
        return port;
    }

    /**
     * Output of {@code netsh wlan show interfaces}. An adapter is the line two above its GUID; its second hardware
     * address is that of the access point, and the line above that one is the network's name:
     * <pre>
     *    Nom                   : Wi-Fi
     *    Description           : Intel(R) Wi-Fi 6 AX201 160MHz
     *    GUID                  : f899e530-fd03-44a9-8307-4d4fc4827eab
     *    Adresse physique      : fe:dc:ba:09:87:01
     *    ...
     *    SSID                  : SSID-1
     *    AP BSSID              : fe:dc:ba:09:87:02
     *    Signal                : 80%
     * </pre>
     *
     * @return one for each adapter that is in a network which tells its name
     */
    public static List<WindowsFacts.WirelessLink> links(String text) {
        List<String> values = text.lines().map(PAIR::matcher).filter(Matcher::matches)
                .filter(pair -> !pair.group(1).isBlank()).map(pair -> pair.group(2).stripTrailing())
                .toList();
        var links = new ArrayList<WindowsFacts.WirelessLink>();
        for (int at = 2; at < values.size(); at++) {
            if (GUID.matcher(values.get(at)).matches()) {
                link(values.get(at - 2), block(values, at + 1)).ifPresent(links::add);
            }
        }
        return List.copyOf(links);
    }

    /** From here to the name of the next adapter. */
    private static List<String> block(List<String> values, int from) {
        int to = from;
        while (to < values.size() && !GUID.matcher(values.get(to)).matches()) {
            to++;
        }
        return values.subList(from, to == values.size() ? to : Math.max(from, to - 2));
    }

    private static Optional<WindowsFacts.WirelessLink> link(String adapter, List<String> values) {
        int addresses = 0;
        for (int at = 0; at < values.size(); at++) {
            if (HARDWARE.matcher(values.get(at)).matches() && ++addresses == 2) {
                String name = values.get(at - 1);
                Optional<Integer> signal = values.subList(at, values.size()).stream().map(PERCENT::matcher)
                        .filter(Matcher::matches).map(percent -> Integer.valueOf(percent.group(1)))
                        .filter(percent -> percent <= 100).findFirst();
                boolean named = !name.isBlank() && !adapter.isBlank() && !HARDWARE.matcher(name).matches();
                return named ? Optional.of(new WindowsFacts.WirelessLink(adapter, name, signal)) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
