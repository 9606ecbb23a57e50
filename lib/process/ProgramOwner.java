package process;

import java.nio.file.Path;
import java.util.Optional;

/** Who alone may be able to change a program that is started by its bare name. */
enum ProgramOwner {
    /** Whoever it is: such a program has the rights of this account and no more. */
    ANYBODY,
    ROOT,
    ADMINISTRATORS;

    static ProgramOwner ofThisProcess() {
        return RootOwned.concernsThisProcess() ? ROOT
                : AdministratorsOwned.concernsThisProcess() ? ADMINISTRATORS : ANYBODY;
    }

    /** What of this path somebody else can change; empty where there is nothing. */
    Optional<Path> flaw(Path path) {
        return switch (this) {
            case ANYBODY -> Optional.empty();
            case ROOT -> RootOwned.flaw(path);
            case ADMINISTRATORS -> AdministratorsOwned.flaw(path);
        };
    }
}
