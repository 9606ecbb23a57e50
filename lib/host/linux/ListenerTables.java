package host.linux;

import host.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.HostPort;
import net.Protocol;
import process.Fact;
import text.Message;

/**
 * Who listens, from the output of ss(8), netstat(8) or the kernel's own tables. A row that is not understood makes the
 * whole answer unknown: leaving it out could turn into "nothing listens there".
 */
public final class ListenerTables {
    private static final Pattern USER = Pattern.compile("\\(\\(\"(.*?)\",pid=(\\d{1,18}),", Pattern.DOTALL);
    private static final Pattern SS_ROW = Pattern.compile("(?:tcp|udp)\\s+\\S+\\s+\\d+\\s+\\d+\\s+\\S+:\\S+\\s.*",
            Pattern.DOTALL);
    private static final Pattern USERS_END = Pattern.compile("\",pid=\\d+,fd=\\d+\\)\\)\\s*$");
    private static final Pattern END_WITHIN = Pattern.compile("\",pid=\\d+,fd=\\d+\\)\\)\\s*\n");
    private static final Pattern OWNER = Pattern.compile("(\\d{1,18})/(.+)");
    private static final String TCP_LISTEN = "0A";

    private ListenerTables() { }

    /**
     * Output of {@code ss -H -l -n -t -u -p}:
     * <pre>tcp   LISTEN 0  4096  0.0.0.0:8000  0.0.0.0:*  users:(("docker-proxy",pid=12457,fd=4))</pre>
     */
    public static Fact<List<Listener>> fromSs(String text) {
        return rows(wholeRows(text), line -> {
            String[] columns = line.strip().split("\\s+", 7);
            String users = columns.length > 6 ? columns[6] : "";
            Matcher user = USER.matcher(users);
            // A name that holds a whole owner and a line end would pass for another process.
            boolean known = user.find() && !END_WITHIN.matcher(users).find();
            return Optional.of(listener(columns[0], columns[4], known ? Optional.of(user.group(2)) : Optional.empty(),
                    known ? Optional.of(user.group(1)) : Optional.empty()));
        });
    }

    /** ss writes the name of a process as it is, and prctl(2) lets one have line ends in it: what follows is its rest. */
    private static String[] wholeRows(String text) {
        var rows = new ArrayList<String>();
        for (String line : text.split("\n")) {
            String before = rows.isEmpty() ? "" : rows.getLast();
            boolean rest = before.contains("users:((") && !SS_ROW.matcher(line).matches()
                    && (!USERS_END.matcher(before).find() || USERS_END.matcher(line).find());
            if (rest) {
                rows.set(rows.size() - 1, before + "\n" + line);
            } else {
                rows.add(line);
            }
        }
        return rows.toArray(String[]::new);
    }

    /**
     * Output of {@code netstat -lntupW}; a UDP row has no state (without W it cuts long addresses short):
     * <pre>tcp   0  0 0.0.0.0:8000  0.0.0.0:*  LISTEN  12457/docker-proxy</pre>
     */
    public static Fact<List<Listener>> fromNetstat(String text) {
        return rows(text.split("\\R"), line -> {
            if (!line.startsWith("tcp") && !line.startsWith("udp")) {
                return Optional.empty();
            }
            boolean tcp = line.startsWith("tcp");
            String[] columns = line.strip().split("\\s+", tcp ? 7 : 6);
            if (!columns[4].endsWith(":*")) {
                throw new IllegalArgumentException("not a listener");
            }
            Matcher owner = OWNER.matcher(columns[columns.length - 1]);
            boolean known = owner.matches();
            return Optional.of(listener(columns[0], columns[3], known ? Optional.of(owner.group(1)) : Optional.empty(),
                    known ? Optional.of(owner.group(2).strip()) : Optional.empty()));
        });
    }

    /**
     * A table of proc_net_tcp(5), which does not name processes:
     * <pre>   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0 …</pre>
     */
    public static Fact<List<Listener>> fromTable(String text, Protocol protocol) {
        return rows(text.split("\\R"), line -> {
            String[] columns = line.strip().split("\\s+");
            if (!columns[0].matches("\\d+:")) {
                return Optional.empty();
            }
            String[] local = columns[1].split(":");
            boolean listens = protocol == Protocol.UDP ? columns[2].endsWith(":0000") : columns[3].equals(TCP_LISTEN);
            return listens ? Optional.of(new Listener(protocol, ProcNet.address(local[0]),
                    Integer.parseInt(local[1], 16), Optional.empty(), Optional.empty())) : Optional.empty();
        });
    }

    private static Listener listener(String protocol, String local, Optional<String> pid, Optional<String> program) {
        HostPort spot = HostPort.parse(local);
        Protocol kind = switch (protocol) {
            case "tcp", "tcp6" -> Protocol.TCP;
            case "udp", "udp6" -> Protocol.UDP;
            default -> throw new IllegalArgumentException("unknown protocol " + protocol);
        };
        return new Listener(kind, spot.address(), spot.port(), pid.map(Long::valueOf),
                program.filter(name -> !name.isBlank()));
    }

    private interface Row {
        /** Empty for a line that is no row; throws for a row that is not understood. */
        Optional<Listener> read(String line);
    }

    private static Fact<List<Listener>> rows(String[] lines, Row row) {
        List<Listener> listeners = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            try {
                row.read(line).ifPresent(listeners::add);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return Fact.unknown(Message.of("host.unclear-row", line.strip()));
            }
        }
        return Fact.known(listeners);
    }
}
