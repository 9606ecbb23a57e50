package docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import process.Command;
import process.Fact;
import process.Ran;
import process.Waits;
import process.World;
import text.Message;

/**
 * Asks the {@code docker} client: first which engine it would talk to, then which containers there are, then what
 * each of them is. Environment variables of containers are not asked for, because they hold passwords. A client that
 * cannot inspect them as it is asked to, podman's or one that is too slow, may still list them.
 */
public final class DockerReader {

    /** A command line on Windows holds 32,767 characters; an id has 64. It also bounds what one answer can hold. */
    private static final int AT_ONCE = 200;

    private static final Waits.Subject DOCKER = Waits.Subject.named(Message.verbatim("Docker"));

    /** For the context, the list, what is in it, and the networks; or another list where that cannot be inspected. */
    private static final int QUESTIONS = 4;

    static final Pattern ID = Pattern.compile("[0-9a-f]{12,64}");

    /** An engine reached over the network whose containers are nevertheless this machine's. */
    private static final Pattern LOCAL_TCP =
            Pattern.compile("tcp://(localhost|127\\.[\\d.]+|\\[::1])(:\\d+)?/?", Pattern.CASE_INSENSITIVE);

    private final World world;

    public DockerReader(World world) {
        this.world = world;
    }

    /** What Docker says now. A container that is removed while we ask is simply not in the answer. */
    public Engine read() {
        // Whoever waits is told how long all of it may take, and not that each of the questions begins anew.
        try (Waits.Ending _ = world.waits().begin(DOCKER, Command.USUAL_DEADLINE.multipliedBy(QUESTIONS))) {
            return asked();
        }
    }

    private Engine asked() {
        Ran endpoint = world.run(Command.of("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}"));
        // A client without contexts (podman's, or one before 19.03) fails here and answers below.
        if (endpoint.end() instanceof Ran.NotFound) {
            return refusal(endpoint);
        }
        if (endpoint.succeeded() && isElsewhere(endpoint.outText().strip())) {
            return new Engine.Unclear(Message.of("docker.elsewhere", endpoint.outText().strip()));
        }
        Ran listing = world.run(Command.of("docker", "ps", "--all", "--quiet", "--no-trunc"));
        if (!listing.succeeded()) {
            return refusal(listing);
        }
        List<String> ids = listing.outText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (!ids.stream().allMatch(id -> ID.matcher(id).matches())) {
            return new Engine.Unclear(Message.of("docker.unclear", listing.firstLine()));
        }
        List<Container> containers = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            switch (inspect(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)))) {
                case Fact.Known<List<Container>>(List<Container> some) -> containers.addAll(some);
                case Fact.Unknown<List<Container>>(Message cause) -> {
                    return listed().<Engine>map(Engine.Running::new).orElse(new Engine.Unclear(cause));
                }
            }
        }
        return new Engine.Running(withNetworks(containers));
    }

    /** Networks explain a container that has none of its ports; where all have theirs, they are not asked for. */
    private List<Container> withNetworks(List<Container> containers) {
        if (containers.stream().noneMatch(Container::lacksItsPorts)) {
            return containers;
        }
        return world.run(Command.of("docker", "network", "ls", "--no-trunc", "--format", Network.TEMPLATE)).text()
                .then(Network::parse).toOptional()
                .map(all -> containers.stream().map(container -> container.among(all)).toList()).orElse(containers);
    }

    /** The memory of all running containers. Docker measures for a second or two before it answers. */
    public Fact<List<Usage>> usage() {
        return world.run(Command.of("docker", "stats", "--no-stream", "--format", Usage.TEMPLATE)).text()
                .then(Usage::parse);
    }

    /** Docker's networks that are bridges of this machine, whether containers are in them or not. */
    public Fact<List<BridgeNetwork>> networks() {
        Ran listing = world.run(Command.of("docker", "network", "ls", "--filter", "driver=bridge", "--quiet",
                "--no-trunc"));
        List<String> ids = listing.outText().lines().map(String::strip)
                .filter(id -> ID.matcher(id).matches()).limit(AT_ONCE).toList();
        if (!listing.succeeded() || ids.isEmpty()) {
            return listing.succeeded() ? Fact.known(List.of()) : Fact.unknown(listing.failure());
        }
        List<String> args = new ArrayList<>(List.of("network", "inspect", "--format", BridgeNetwork.TEMPLATE));
        args.addAll(ids);
        return world.run(Command.of("docker", args)).text().then(BridgeNetwork::parse);
    }

    private Fact<List<Container>> inspect(List<String> ids) {
        List<String> args = new ArrayList<>(List.of("container", "inspect", "--format", InspectParser.TEMPLATE));
        args.addAll(ids);
        Ran ran = world.run(Command.of("docker", args));
        // With exit code 1 the client has still printed every container but those that are gone.
        boolean someGone = ran.end() instanceof Ran.Exited(int code) && code == 1
                && ran.errText().lines().filter(line -> !line.isBlank()).allMatch(DockerReader::saysGone);
        return ran.succeeded() || someGone ? InspectParser.parse(ran.outText()) : Fact.unknown(ran.failure());
    }

    private Optional<List<Container>> listed() {
        return world.run(Command.of("docker", "ps", "--all", "--no-trunc", "--format", PsParser.TEMPLATE)).text()
                .then(PsParser::parse).toOptional();
    }

    /** {@code Error response from daemon: No such container: 5a19974dfc68…} */
    private static boolean saysGone(String line) {
        return line.toLowerCase(Locale.ROOT).contains("no such container");
    }

    private static boolean isElsewhere(String endpoint) {
        return endpoint.startsWith("ssh://")
                || endpoint.matches("(?:tcp|https?)://.*") && !LOCAL_TCP.matcher(endpoint).matches();
    }

    /** Why the client has no list. It speaks English only, but for what it quotes of a Windows that does not. */
    static Engine refusal(Ran listing) {
        String said = listing.firstLine();
        return switch (listing.end()) {
            case Ran.NotFound(Optional<String> leftOut) ->
                new Engine.NotInstalled(leftOut.map(file -> listing.failure()));
            case Ran.Exited exited when DockerErrors.isNoPermission(listing.errText()) -> new Engine.NoPermission(said);
            case Ran.Exited exited when DockerErrors.isNotRunning(listing.errText()) -> new Engine.NotRunning(said);
            case Ran.Exited exited -> new Engine.Unclear(listing.failure());
            case Ran.TimedOut timedOut -> new Engine.Unclear(listing.failure());
            case Ran.Flooded flooded -> new Engine.Unclear(listing.failure());
            case Ran.NotStarted notStarted -> new Engine.Unclear(listing.failure());
        };
    }
}
