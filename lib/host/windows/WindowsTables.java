package host.windows;

import host.Adapter;
import host.Listener;
import host.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.HostPort;
import net.Protocol;
import process.Fact;
import text.Columns;
import text.Message;

/** Tables that Windows programs print in the language of the system: read by shape and number, never by a word. */
public final class WindowsTables {
    private static final Pattern INTERFACE = Pattern.compile("\\s(\\d+\\.\\d+\\.\\d+\\.\\d+) --- 0x[0-9a-fA-F]+\\s*$");
    private static final Pattern ENTRY =
            Pattern.compile("^\\s+(\\d+\\.\\d+\\.\\d+\\.\\d+)\\s+((?:[0-9a-fA-F]{2}-){5}[0-9a-fA-F]{2})\\s.*");

    /** The process of the kernel on every Windows: HTTP.sys and SMB listen as it, and no file is its program. */
    private static final long KERNEL = 4;
    private static final Listener.Program SYSTEM = new Listener.Program("System", Optional.empty());

    private WindowsTables() { }

    /**
     * Output of {@code netstat -ano}. A socket listens where the foreign address is {@code 0.0.0.0:0} or
     * {@code [::]:0}; the state is translated. A UDP row has none:
     * <pre>
     *   TCP    0.0.0.0:80             0.0.0.0:0              ABHÖREN         4
     *   UDP    0.0.0.0:5353           *:*                                    2240
     * </pre>
     */
    public static Fact<List<Listener>> listeners(String text, Map<Long, Listener.Program> programs) {
        List<Listener> listeners = new ArrayList<>();
        boolean table = false;
        for (String line : text.lines().toList()) {
            String[] columns = line.strip().split("\\s+");
            boolean tcp = columns[0].equals("TCP");
            if (!tcp && !columns[0].equals("UDP")) {
                continue;
            }
            table = true;
            try {
                boolean listens = tcp ? isNobody(HostPort.parse(columns[2])) : columns[2].equals("*:*");
                HostPort local = HostPort.parse(columns[1]);
                if (listens && local.port() != 0) {
                    Optional<Long> pid = pid(columns, tcp ? 4 : 3);
                    Optional<Listener.Program> program =
                            pid.map(number -> number == KERNEL ? SYSTEM : programs.get(number));
                    listeners.add(new Listener(tcp ? Protocol.TCP : Protocol.UDP, local.address(), local.port(), pid,
                            program.map(Listener.Program::name), program.flatMap(Listener.Program::path)));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", Columns.start(line.strip(), 80)));
            }
        }
        // Some service of Windows itself listens always: no row at all is no answer, and not "nobody listens".
        return table ? Fact.known(listeners) : Fact.unknown(Message.of("host.no-table", "netstat"));
    }

    private static boolean isNobody(HostPort foreign) {
        return foreign.port() == 0 && (foreign.address().equals("0.0.0.0") || foreign.address().equals("::"));
    }

    private static Optional<Long> pid(String[] columns, int from) {
        String last = columns[columns.length - 1];
        return columns.length > from && last.matches("\\d{1,10}") ? Optional.of(Long.valueOf(last)) : Optional.empty();
    }

    /**
     * Output of {@code arp -a}; what Windows lists of its own accord (multicast, broadcast) is left out:
     * <pre>
     * Interface : 192.168.1.44 --- 0x5
     *   192.168.1.23          5a-4c-11-03-9e-72     dynamique
     * </pre>
     */
    public static List<Neighbour> neighbours(String text, List<Adapter> adapters) {
        List<Neighbour> neighbours = new ArrayList<>();
        String adapter = "";
        for (String line : text.lines().toList()) {
            Matcher head = INTERFACE.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (head.find()) {
                adapter = owner(head.group(1), adapters);
            } else if (entry.matches() && isDevice(entry.group(2))) {
                neighbours.add(new Neighbour(entry.group(1), adapter, true));
            }
        }
        return neighbours;
    }

    private static boolean isDevice(String hardware) {
        String lower = hardware.toLowerCase(Locale.ROOT);
        return !lower.equals("ff-ff-ff-ff-ff-ff") && !lower.startsWith("01-00-5e");
    }

    private static String owner(String address, List<Adapter> adapters) {
        return adapters.stream()
                .filter(adapter -> adapter.addresses().stream().anyMatch(own -> own.address().equals(address)))
                .map(Adapter::name).findFirst().orElse("");
    }
}
