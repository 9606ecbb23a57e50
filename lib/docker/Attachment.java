package docker;

import java.util.List;
import java.util.Optional;

/**
 * A container's place on a network of Docker's.
 *
 * @param name      of the network when the container joined it
 * @param id        of the network, which a later one of the same name does not have
 * @param addresses of the container there; none while it is stopped
 * @param network   the network itself; unknown where nobody asked for it
 */
public record Attachment(String name, String id, List<String> addresses, Lookup network) {

    /** What Docker's list of networks says of it. */
    public sealed interface Lookup {

        record Found(Network network) implements Lookup { }

        /** The list was read, and it is not there. */
        record Gone() implements Lookup { }

        record NotAsked() implements Lookup { }
    }

    public Attachment {
        addresses = List.copyOf(addresses);
    }

    public Attachment(String name, String id, List<String> addresses) {
        this(name, id, addresses, new Lookup.NotAsked());
    }

    /** @param all every network that there is */
    Attachment among(List<Network> all) {
        return new Attachment(name, id, addresses, all.stream().filter(known -> known.id().equals(id)).findFirst()
                .<Lookup>map(Lookup.Found::new).orElseGet(Lookup.Gone::new));
    }

    /** The network, where it was found. */
    public Optional<Network> found() {
        return network instanceof Lookup.Found(Network there) ? Optional.of(there) : Optional.empty();
    }

    public boolean gone() {
        return network instanceof Lookup.Gone;
    }
}
