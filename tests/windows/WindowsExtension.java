package windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import testing.Project;

/**
 * Gives each class of tests a {@link WindowsMachine} for itself, made when the first test of the class asks for it.
 * Without the bench its tests are skipped, and said so. Where the bench is there and the Windows is not, they are
 * skipped too, but fail where {@code CI=true}.
 */
final class WindowsExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(WindowsMachine.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Path bench = bench();
        if (!Files.isExecutable(bench.resolve("prepare"))) {
            Assumptions.abort("no Windows to try things on: " + bench + " has no program prepare"
                    + " (RUNBOOK_WINDOWS_BENCH names that folder)");
        }
        missing().ifPresent(why -> {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("a Windows is required here: " + why);
            }
            Assumptions.abort("no Windows to try things on: " + why);
        });
    }

    private static Path bench() {
        String named = System.getenv("RUNBOOK_WINDOWS_BENCH");
        return Project.root().resolve(named == null || named.isBlank() ? "../shared/windows/bench" : named).normalize();
    }

    private static Optional<String> missing() {
        try {
            if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
                return Optional.of("its networks are namespaces, which need root");
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of("who runs this cannot be told: " + e.getMessage());
        }
        return Files.exists(WindowsRing.INSTALLED.resolve("made-of")) ? Optional.empty()
                : Optional.of("make windows makes it, and says above why it could not");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WindowsMachine.class;
    }

    /** The one of the whole class, whichever test asks first. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> tests = context.getRequiredTestClass();
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(HERE).getOrComputeIfAbsent(tests, key -> ring(context).machine(tests.getSimpleName()),
                WindowsMachine.class);
    }

    private static WindowsRing ring(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent(WindowsRing.class, key -> {
            try {
                return WindowsRing.begin();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, WindowsRing.class);
    }
}
