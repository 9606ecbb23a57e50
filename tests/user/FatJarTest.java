package user;

import java.nio.file.Path;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.JBang;

/** The jar to carry to a machine whose network is what is broken: it needs Java and nothing else. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
class FatJarTest {
    @TempDir
    static Path home;

    @ParameterizedTest
    @MethodSource("user.LocalScriptsTest#commands")
    void runsWithoutJBang(Catalog.Alias alias) {
        Path jar = home.resolve(alias.name() + ".jar");
        JBang.of(home).run("export", "fatjar", "-O", jar.toString(), alias.script()).exitedWith(0);
        JBang.of(home).jar(jar, "--help").exitedWith(0).errIsEmpty().outContains("Usage", alias.name());
        LocalScriptsTest.saysItsVersion(alias, JBang.of(home).jar(jar, "--version"));
    }
}
