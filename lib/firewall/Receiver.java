package firewall;

import java.util.Optional;

/** Who gets a packet: rules of Windows can ask for it. */
public sealed interface Receiver {

    /**
     * A program listens.
     *
     * @param path    full path, or the file's name alone where the system tells no more
     * @param service the service of Windows that it does it for, where that is known
     */
    record Program(String path, Optional<String> service) implements Receiver {

        public Program(String path) {
            this(path, Optional.empty());
        }
    }

    /** Somebody may listen, and the system does not say who. */
    record Unnamed() implements Receiver { }

    /** Nobody listens yet, and it may be any program that comes. */
    record Nobody() implements Receiver { }

    /**
     * Nobody listens yet, and this program is to come.
     *
     * @param file    its file's name
     * @param running true where it is this program only if a process of that name runs; else it may be any
     */
    record Expected(String file, boolean running) implements Receiver { }

    /** A program that no rule is for, whichever it is. */
    record Other() implements Receiver { }

    /** A system beside Windows that shares its addresses, such as WSL in mirrored mode: no program of Windows. */
    record Guest() implements Receiver { }

    /** The program as far as it is known. */
    default Optional<String> program() {
        return switch (this) {
            case Program(String path, var service) -> Optional.of(path);
            case Expected(String file, boolean running) -> Optional.of(file);
            case Unnamed unnamed -> Optional.empty();
            case Nobody nobody -> Optional.empty();
            case Other other -> Optional.empty();
            case Guest guest -> Optional.empty();
        };
    }

    /** True where somebody of this system has the port, or may have it. */
    default boolean mayListen() {
        return switch (this) {
            case Program program -> true;
            case Unnamed unnamed -> true;
            case Other other -> false;
            case Nobody nobody -> false;
            case Expected expected -> false;
            case Guest guest -> false;
        };
    }
}
