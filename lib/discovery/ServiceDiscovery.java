package discovery;

import docker.Container;
import docker.Engine;
import host.read.HostReader;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import inventory.Source;
import inventory.compose.ComposeResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import probe.Limits;
import process.Fact;
import process.World;
import text.Message;

/**
 * Finds the services that a run is about. Where the command line names none, the first of these places that has any: a
 * services file, a Compose file, Docker, and the guide's own where that is what runs here.
 */
public final class ServiceDiscovery {
    /** The name of the look under which a recording keeps the choice. */
    static final String LOOK = "inventory";

    private static final List<String> FILES = List.of("services.yaml", "services.yml");

    private final World world;
    private final FileSearch search;
    private final Supplier<Engine> docker;
    private final Limits limits;
    private final ComposeProject compose;
    private final List<Message> notes = new ArrayList<>();
    private Engine asked;

    /** @param docker asked only where the services may come from there, and once at most */
    public ServiceDiscovery(World world, Supplier<Engine> docker, Limits limits) {
        this(world, FileSearch.ofThisProcess(), System.getenv(), docker, limits);
    }

    ServiceDiscovery(World world, FileSearch search, Map<String, String> environment, Supplier<Engine> docker,
            Limits limits) {
        this.world = world;
        this.search = search;
        this.docker = docker;
        this.limits = limits;
        this.compose = new ComposeProject(world, this::engine, environment);
    }

    /** @throws InventoryProblem when a file that was named, or is meant as a services file, is none */
    public Discovered services(ServicesFrom from) throws InventoryProblem {
        return switch (from) {
            case ServicesFrom.FirstFound() -> read(recorded());
            case ServicesFrom.NamedFile(Path file) -> namedFile(file);
            case ServicesFrom.Docker() -> read(kept(RecordedChoice.of(RecordedChoice.DOCKER)));
            case ServicesFrom.Example() -> read(kept(RecordedChoice.of(RecordedChoice.EXAMPLE)));
        };
    }

    private RecordedChoice recorded() {
        var found = new AtomicReference<RecordedChoice>();
        Fact<RecordedChoice> told = world.observe(LOOK, RecordedChoice.class, () -> {
            found.set(firstFound());
            return Fact.known(found.get().forOthers());
        });
        // Whoever looked has more than may be told. A recording made by hand need not say.
        return Optional.ofNullable(found.get()).or(told::toOptional)
                .orElseGet(() -> RecordedChoice.of(RecordedChoice.BUILT_IN));
    }

    /** What the command line names beats the recording's. */
    private RecordedChoice kept(RecordedChoice choice) {
        world.observe(LOOK, RecordedChoice.class, () -> Fact.known(choice.forOthers()));
        return choice;
    }

    /** A Compose file will do as well. */
    private Discovered namedFile(Path file) throws InventoryProblem {
        String text = InventoryFile.text(file);
        if (!InventoryFile.isCompose(text)) {
            return read(kept(new RecordedChoice(RecordedChoice.NAMED_FILE, file.toString(), text)));
        }
        ComposeResult result = compose.named(file);
        notes.addAll(result.notes());
        return switch (result) {
            case ComposeResult.Published(Inventory inventory, List<Message> said) ->
                read(kept(RecordedChoice.composed(file.toString(), inventory)));
            case ComposeResult.NothingPublished(String source, List<Message> said) -> new Discovered.Nothing(
                    Message.of("discovery.compose-publishes-nothing", file.toString()), notes);
        };
    }

    private RecordedChoice firstFound() {
        return servicesFile().or(this::composeFile).orElseGet(this::withoutFile);
    }

    private Optional<RecordedChoice> composeFile() {
        ComposeProject.Found found = compose.around(search);
        notes.addAll(found.notes());
        return found.services();
    }

    private Optional<RecordedChoice> servicesFile() {
        FileSearch.Result found = search.nearest(FILES, ServiceDiscovery::unfit);
        notes.addAll(found.notes());
        return found.file().map(file -> new RecordedChoice(RecordedChoice.FOUND_FILE, file.toString(), text(file)
                .orElse("")));
    }

    private RecordedChoice withoutFile() {
        if (GuideServices.inContainers(engine())) {
            return RecordedChoice.of(RecordedChoice.EXAMPLE);
        }
        if (engine() instanceof Engine.Running(List<Container> containers)
                && !DockerServices.running(containers).services().isEmpty()) {
            return RecordedChoice.of(RecordedChoice.DOCKER_RUNNING);
        }
        return RecordedChoice.of(GuideServices.listen(new HostReader(world).listeners()) ? RecordedChoice.EXAMPLE
                : RecordedChoice.NOTHING);
    }

    private static Optional<Message> unfit(Path file) {
        return text(file).filter(InventoryFile::isMeant).isPresent() ? Optional.empty()
                : Optional.of(Message.of("discovery.another-format"));
    }

    /** Empty where it cannot be read as text: then nobody meant it for us. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(InventoryFile.text(file));
        } catch (InventoryProblem e) {
            return Optional.empty();
        }
    }

    private Discovered read(RecordedChoice choice) throws InventoryProblem {
        return switch (choice.from()) {
            case RecordedChoice.NAMED_FILE -> services(InventoryFile.of(choice.name(), choice.text()));
            case RecordedChoice.FOUND_FILE -> services(foundFile(choice));
            case RecordedChoice.COMPOSE_FILE -> composed(choice);
            case RecordedChoice.DOCKER -> docker(DockerServices::all);
            case RecordedChoice.DOCKER_RUNNING -> docker(DockerServices::running);
            case RecordedChoice.NOTHING -> NoServices.anywhere(engine(), new HostReader(world).listeners(), notes);
            default -> services(InventoryFile.builtIn());
        };
    }

    private Discovered services(Inventory inventory) {
        return new Discovered.Services(inventory.from(inventory.source().with(notes)));
    }

    private Inventory foundFile(RecordedChoice choice) throws InventoryProblem {
        try {
            Inventory read = InventoryFile.of(choice.name(), choice.text());
            return read.from(new Source(Source.Kind.FOUND_FILE, choice.name()));
        } catch (InventoryProblem problem) {
            throw problem.withWayOn(Message.of("discovery.without-it"));
        }
    }

    private Discovered composed(RecordedChoice choice) throws InventoryProblem {
        Inventory read = InventoryFile.of(choice.name(), choice.text());
        return services(new HealthPaths(world, limits, List.of()).learned(
                read.from(new Source(Source.Kind.COMPOSE_FILE, choice.name()))));
    }

    private Discovered docker(Function<List<Container>, Inventory> selection) {
        if (engine() instanceof Engine.Running(List<Container> containers)) {
            Inventory inventory = selection.apply(containers);
            if (!inventory.services().isEmpty()) {
                return services(new HealthPaths(world, limits, containers).learned(inventory));
            }
        }
        return NoServices.inDocker(engine());
    }

    private Engine engine() {
        if (asked == null) {
            asked = docker.get();
        }
        return asked;
    }
}
