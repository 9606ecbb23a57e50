package cli;

import docker.Engine;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.nio.file.Path;
import java.util.function.Supplier;
import process.Fact;
import process.World;

/** Where the services come from. The choice is part of a recording, so that a replay speaks of the same services. */
public sealed interface ServicesFrom {

    /** Neither {@code --services} nor {@code --discover}: the scripts' own, or in a replay those of the recording. */
    record Default() implements ServicesFrom { }

    record FromFile(Path file) implements ServicesFrom { }

    record FromDocker() implements ServicesFrom { }

    /**
     * What a recording keeps.
     *
     * @param from {@code built in}, {@code docker} or {@code file}
     * @param name how the file was called
     * @param text what stood in the file
     */
    record Recorded(String from, String name, String text) { }

    /** The name of the look under which a recording keeps the choice. */
    String LOOK = "inventory";

    /** @param docker asked only when Docker is where the services come from */
    default Inventory read(World world, Supplier<Engine> docker) throws InventoryProblem {
        return switch (this) {
            case Default() -> recorded(world).read(docker);
            case FromFile(Path file) -> {
                String text = InventoryFile.text(file);
                yield kept(world, new Recorded("file", file.toString(), text)).read(docker);
            }
            case FromDocker() -> kept(world, new Recorded("docker", "", "")).read(docker);
        };
    }

    private static Chosen recorded(World world) {
        Fact<Recorded> fact = world.observe(LOOK, Recorded.class, () -> Fact.known(new Recorded("built in", "", "")));
        return switch (fact) {
            case Fact.Known<Recorded>(Recorded choice) -> new Chosen(choice);
            // A recording made by hand need not say.
            case Fact.Unknown<Recorded> unknown -> new Chosen(new Recorded("built in", "", ""));
        };
    }

    /** An explicit choice beats the recording's. */
    private static Chosen kept(World world, Recorded choice) {
        world.observe(LOOK, Recorded.class, () -> Fact.known(choice));
        return new Chosen(choice);
    }

    /** A choice that has been made. */
    record Chosen(Recorded choice) {
        Inventory read(Supplier<Engine> docker) throws InventoryProblem {
            return switch (choice.from()) {
                case "docker" -> DiscoveredServices.inventory(docker.get());
                case "file" -> InventoryFile.of(choice.name(), choice.text());
                default -> InventoryFile.builtIn();
            };
        }
    }
}
