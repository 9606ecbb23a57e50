package user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import testing.JBang;

/**
 * One home for all that start the scripts of this tree: as on a user's machine, each is built once. Here that is done
 * beforehand, with javac's quick start, which halves what it costs; that a plain start builds as well is for those who
 * have a home of their own.
 */
final class SharedHome implements ParameterResolver {

    private record Home(Path folder) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            List<Path> inside;
            try (Stream<Path> walk = Files.walk(folder)) {
                inside = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : inside) {
                Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == JBang.class;
    }

    @Override
    public JBang resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return JBang.of(context.getRoot().getStore(ExtensionContext.Namespace.create(SharedHome.class))
                .getOrComputeIfAbsent(Home.class, key -> make(), Home.class).folder());
    }

    private static Home make() {
        try {
            Path folder = Files.createTempDirectory("home");
            for (Catalog.Alias alias : Catalog.aliases()) {
                if (!alias.isConsole()) {
                    JBang.of(folder).run("build", "-C=-J-XX:TieredStopAtLevel=1", "-C=-J-XX:+UseSerialGC",
                            alias.script()).exitedWith(0);
                }
            }
            return new Home(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
