package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import testing.Progress;

/**
 * Gives each class of tests a {@link Lab} for itself: one of {@link Labs}, which begin with the first class that wants
 * one and end with the last. Without root or the tools its tests are skipped, with the reason; where {@code CI=true}
 * they fail instead. Where a test fails, what the lab's programs have written since it began is told with it.
 */
public final class LabExtension implements BeforeAllCallback, BeforeEachCallback, TestExecutionExceptionHandler,
        ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Lab.class);

    private static final List<String> TOOLS = List.of("unshare", "nsenter", "ip", "ss", "iptables", "iptables-legacy",
            "nft", "ipset", "ufw", "firewalld", "dbus-daemon", "docker", "dockerd", "busybox", "tar", "setpriv", "sysctl",
            "chromium", "firefox-esr", "WebKitWebDriver", "Xvfb", "curl", "toybox", "mksh", "tmux");

    /** A lab until its class of tests is over. */
    private record Lent(Labs labs, Lab lab) implements AutoCloseable {

        static Lent of(Labs labs) throws IOException, InterruptedException {
            return new Lent(labs, labs.take());
        }

        @Override
        public void close() throws IOException {
            labs.giveBack(lab);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        require(TOOLS);
        context.publishReportEntry(Progress.WAITS, "for a lab");
        context.getStore(HERE).put(Lent.class, Lent.of(labs(context)));
        context.publishReportEntry(Progress.BEGINS, "in a lab");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put(Logs.class, Logs.now(lab(context).folder()));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String written = context.getStore(HERE).get(Logs.class, Logs.class).since();
        if (!written.isEmpty()) {
            failure.addSuppressed(new AssertionError(written));
        }
        throw failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Lab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return lab(context);
    }

    private static Lab lab(ExtensionContext context) {
        return context.getStore(HERE).get(Lent.class, Lent.class).lab();
    }

    private static Labs labs(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent(Labs.class, key -> {
            try {
                return Labs.begin(System.getProperty("java.class.path"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Labs.class);
    }

    /** Leaves the tests out, or fails where they are required, unless root runs them and these tools are there. */
    static void require(List<String> tools) {
        Optional<String> missing = missing(tools);
        if (missing.isPresent()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("the lab is required here: " + missing.get());
            }
            Assumptions.abort("the lab is left out: " + missing.get());
        }
    }

    private static Optional<String> missing(List<String> tools) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("not Linux");
        }
        try {
            if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
                return Optional.of("not root");
            }
        } catch (IOException e) {
            return Optional.of("who runs this cannot be told: " + e.getMessage());
        }
        List<String> absent = tools.stream().filter(tool -> !onPath(tool)).toList();
        return absent.isEmpty() ? Optional.empty() : Optional.of("not installed: " + String.join(", ", absent));
    }

    private static boolean onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
