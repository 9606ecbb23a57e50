package path.check;

import docker.Container;
import docker.Container.Status;
import inventory.Endpoint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds the container that should serve an endpoint. */
final class ContainerMatch {

    /** Of two that fit, the one that is more alive is meant: an old stopped one often lies beside its successor. */
    private static final List<Status> LIVELIEST_FIRST = List.of(Status.RUNNING, Status.PAUSED, Status.RESTARTING,
            Status.CREATED, Status.EXITED, Status.REMOVING, Status.DEAD, Status.OTHER);

    private ContainerMatch() { }

    /**
     * @param declared true where the inventory names it; otherwise Docker's own publication of the port does
     * @param guessed  true where only a look at ports and names suggests it
     */
    record Match(Container container, boolean declared, boolean guessed) { }

    /**
     * The named container; without a name, the one that publishes the port or asked to (a stopped one keeps that
     * wish). A guess by exposed port or by name is made only where nothing else serves the port.
     */
    static Optional<Match> find(List<Container> containers, Endpoint endpoint, boolean portIsServed) {
        Optional<String> named = endpoint.service().container();
        if (named.isPresent()) {
            return liveliest(containers, container -> isNamed(container, named.get()))
                    .or(() -> liveliest(containers, container -> isReplica(container, named.get())))
                    .or(() -> liveliest(containers, container -> isOfAnotherProject(container, named.get(), endpoint)))
                    .map(container -> new Match(container, true, false));
        }
        return liveliest(containers, container -> publishes(container.published(), endpoint))
                .or(() -> liveliest(containers, container -> publishes(container.requested(), endpoint)))
                .map(container -> new Match(container, false, false))
                .or(() -> portIsServed ? Optional.empty() : guess(containers, endpoint));
    }

    private static Optional<Match> guess(List<Container> containers, Endpoint endpoint) {
        return only(containers, container -> offers(container, endpoint))
                .or(() -> only(containers, container -> isNamedAlike(container, endpoint.service().name())))
                .map(container -> new Match(container, false, true));
    }

    private static boolean isNamed(Container container, String name) {
        return container.name().equals(name) || container.composeService().filter(name::equals).isPresent()
                || container.id().length() >= 12 && name.length() >= 12 && container.id().startsWith(name);
    }

    /**
     * Compose calls a container after its project and its service and numbers it: {@code shop-api-1}, in its first
     * version {@code shop_api_1}.
     */
    private static boolean isReplica(Container container, String name) {
        return container.composeService().isPresent() && withoutNumber(container.name()).equals(withoutNumber(name));
    }

    private static String withoutNumber(String name) {
        return name.replace('_', '-').replaceFirst("-\\d+$", "");
    }

    /** A project that was started under another name than its folder's serves the same port by the same service. */
    private static boolean isOfAnotherProject(Container container, String name, Endpoint endpoint) {
        return container.composeService().filter(service ->
                        withoutNumber(name).endsWith("-" + service.replace('_', '-'))).isPresent()
                && (publishes(container.published(), endpoint) || publishes(container.requested(), endpoint));
    }

    static boolean publishes(List<Container.Publication> publications, Endpoint endpoint) {
        return publications.stream().anyMatch(publication ->
                publication.isOn(endpoint.service().protocol(), endpoint.port()));
    }

    private static boolean offers(Container container, Endpoint endpoint) {
        return container.exposed().contains(endpoint.port()) || container.requested().stream()
                .anyMatch(publication -> publication.containerPort() == endpoint.port());
    }

    /** "eloquence-api" and "eloquence_api_1" are named like "Eloquence API Service". */
    private static boolean isNamedAlike(Container container, String service) {
        Set<String> words = words(container.composeService().orElse(container.name()));
        return words.size() > 1 && words(service).containsAll(words);
    }

    private static Set<String> words(String name) {
        var words = new HashSet<>(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.removeIf(word -> word.isEmpty() || word.matches("\\d+"));
        return words;
    }

    private static Optional<Container> liveliest(List<Container> containers, Predicate<Container> fits) {
        return containers.stream().filter(fits)
                .min(Comparator.comparingInt(container -> LIVELIEST_FIRST.indexOf(container.status())));
    }

    private static Optional<Container> only(List<Container> containers, Predicate<Container> fits) {
        List<Container> fitting = containers.stream().filter(fits).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }
}
