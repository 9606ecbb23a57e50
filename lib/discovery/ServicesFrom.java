package discovery;

import java.nio.file.Path;

/** Where the services come from, as the command line says it. */
public sealed interface ServicesFrom {

    /** Nothing is said: the first place that has any; in a replay that of the recording. */
    record FirstFound() implements ServicesFrom { }

    /** {@code --services}. */
    record NamedFile(Path file) implements ServicesFrom { }

    /** {@code --discover}. */
    record Docker() implements ServicesFrom { }

    /** {@code --example}. */
    record Example() implements ServicesFrom { }
}
