package docker;

import static docker.DockerJson.field;
import static docker.DockerJson.text;

import com.google.gson.JsonObject;
import docker.Container.Health;
import docker.Container.Status;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.Protocol;
import process.Fact;

/**
 * Reads rows of {@code docker ps}, a JSON object each. They are words for people, in English on every system, and say
 * less than {@link InspectParser}: what they leave out stands in a {@link Container} as nothing, with
 * {@link Container#inspected} false.
 * <pre>{"ID":"69dce10678ec","Labels":"","Names":"mongo-express","Ports":"0.0.0.0:8081-&gt;8081/tcp, …</pre>
 */
final class PsParser {

    private static final String LABEL = "com.docker.compose.service";

    /**
     * Only these columns: {@code {{json .}}} has the size among them, for which the engine searches its disk. Of the
     * labels one alone: in others people keep what they like. Podman has it by this name from version 5 on.
     */
    static final String TEMPLATE = "{ "
            + DockerJson.fields("", "ID", "Names", "State", "Status", "Ports", "Networks") + ","
            + field(PsParser.LABEL, "(.Label `" + PsParser.LABEL + "`)") + " }";

    /** {@code 0.0.0.0:7880-7881->7880-7881/tcp}, {@code [::]:80->80/tcp}, {@code :::80->80/tcp}, {@code 7473/tcp}. */
    private static final Pattern PORTS = Pattern.compile(
            "(?:(?<address>\\S+):(?<host>\\d+)(?:-(?<hostEnd>\\d+))?->)?(?<from>\\d+)(?:-(?<to>\\d+))?/(?<kind>\\w+)");

    private static final Pattern ENDED = Pattern.compile("(?:Exited|Restarting) \\((-?\\d{1,10})\\).*");
    private static final Pattern SERVICE = Pattern.compile("(?:^|,)com\\.docker\\.compose\\.service=([^,]+)");

    private record Ports(List<Container.Publication> published, List<Integer> exposed) { }

    private PsParser() { }

    /** The containers of all rows; unknown where one row is not understood. */
    static Fact<List<Container>> parse(String text) {
        return DockerJson.each(text, PsParser::container);
    }

    private static Container container(JsonObject row) {
        Status status = DockerJson.status(text(row, "State"));
        if (!DockerReader.ID.matcher(text(row, "ID")).matches() || text(row, "State").isEmpty()
                || text(row, "Status").isEmpty() || !row.has("Ports")) {
            throw new IllegalArgumentException("a row of docker ps needs ID, State, Status and Ports");
        }
        Ports ports = ports(text(row, "Ports"));
        return new Container(text(row, "ID"), name(text(row, "Names")), service(row),
                status, health(text(row, "Status")), exitCode(status, text(row, "Status")), false,
                0, Optional.empty(), "", "", List.of(), ports.published(), ports.exposed(), List.of(),
                text(row, "Networks"), false);
    }

    /** {@code web,db/web}: the second one is what a linked container calls it. */
    private static String name(String names) {
        return Stream.of(names.split(",")).filter(name -> !name.isBlank() && !name.contains("/")).findFirst()
                .map(DockerJson::name).orElseThrow(() -> new IllegalArgumentException("a container without a name"));
    }

    /** The label itself; among all of them in other rows, as recordings of earlier versions have them. */
    private static Optional<String> service(JsonObject row) {
        if (row.has(LABEL)) {
            return Optional.of(text(row, LABEL)).filter(name -> !name.isBlank());
        }
        Matcher service = SERVICE.matcher(text(row, "Labels"));
        return service.find() ? Optional.of(service.group(1)).filter(name -> !name.isBlank()) : Optional.empty();
    }

    /** {@code Up 2 hours (unhealthy)}, {@code Up 1 second (health: starting)}. */
    private static Health health(String status) {
        return status.endsWith(" (unhealthy)") ? Health.UNHEALTHY
                : status.endsWith(" (healthy)") ? Health.HEALTHY
                : status.endsWith(" (health: starting)") ? Health.STARTING : Health.NONE;
    }

    /** {@code Exited (137) 3 minutes ago}. Windows has codes of 32 bits without a sign. */
    private static int exitCode(Status status, String words) {
        Matcher ended = ENDED.matcher(words);
        if (ended.matches()) {
            return (int) Long.parseLong(ended.group(1));
        }
        if (status == Status.EXITED || status == Status.RESTARTING) {
            throw new IllegalArgumentException("no exit code: " + words);
        }
        return 0;
    }

    private static Ports ports(String column) {
        var published = new ArrayList<Container.Publication>();
        var exposed = new ArrayList<Integer>();
        for (String words : column.isEmpty() ? new String[0] : column.split(", ", -1)) {
            Matcher ports = PORTS.matcher(words);
            if (!ports.matches()) {
                throw new IllegalArgumentException("not a port: " + words);
            }
            int from = Container.PortKey.port(ports.group("from"));
            int more = span(ports.group("from"), ports.group("to"));
            Optional<Protocol> protocol = Container.PortKey.parse(from + "/" + ports.group("kind"))
                    .map(Container.PortKey::protocol);
            if (protocol.filter(Protocol.TCP::equals).isPresent()) {
                IntStream.rangeClosed(from, from + more).forEach(exposed::add);
            }
            if (ports.group("host") != null) {
                int host = Container.PortKey.port(ports.group("host"));
                if (span(ports.group("host"), ports.group("hostEnd")) != more) {
                    throw new IllegalArgumentException("two ranges of different length: " + words);
                }
                String address = address(ports.group("address"));
                protocol.ifPresent(known -> IntStream.rangeClosed(0, more).forEach(next ->
                        published.add(new Container.Publication(from + next, known, address, host + next))));
            }
        }
        return new Ports(published, exposed.stream().distinct().sorted().toList());
    }

    /** How many ports there are beyond the first. */
    private static int span(String from, String to) {
        int more = to == null ? 0 : Container.PortKey.port(to) - Container.PortKey.port(from);
        if (more < 0) {
            throw new IllegalArgumentException("a range that ends before it begins: " + from + "-" + to);
        }
        return more;
    }

    /** As Docker's API has it; clients before and after 28 write an IPv6 address without and with brackets. */
    private static String address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        InetAddress.ofLiteral(bare);
        return bare;
    }
}
