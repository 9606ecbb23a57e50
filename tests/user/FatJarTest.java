package user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import testing.JBang;

/** The jar to carry to a machine whose network is what is broken: it needs Java and nothing else. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
@ExtendWith(SharedHome.class)
class FatJarTest {
    /** One that needs every library. */
    private static final String WHOLE = "verify";

    @Test
    void runsWithoutJBang(JBang user, @TempDir Path folder) {
        Catalog.Alias whole = Catalog.alias(WHOLE);
        Path jar = folder.resolve(WHOLE + ".jar");
        user.run("export", "fatjar", "-O", jar.toString(), whole.script()).exitedWith(0);
        user.jar(jar, "--help").exitedWith(0).errIsEmpty().outContains("Usage", WHOLE);
        LocalScriptsTest.saysItsVersion(whole, user.jar(jar, "--version"));
    }

    /** So their jars differ from that one in the class that is started, and in what they do without. */
    @Test
    void noOtherNeedsMore(JBang user) {
        TreeSet<String> libraries = libraries(told(user, Catalog.alias(WHOLE)));
        for (Catalog.Alias alias : LocalScriptsTest.commands().toList()) {
            JsonObject told = told(user, alias);
            String file = Path.of(alias.script()).getFileName().toString();
            assertEquals("runbook." + file.replace(".java", ""), told.get("mainClass").getAsString());
            TreeSet<String> more = libraries(told);
            more.removeAll(libraries);
            assertEquals(Set.of(), more, alias.name());
        }
    }

    /** JBang knows which class is started once it has built the script. */
    private static JsonObject told(JBang user, Catalog.Alias alias) {
        user.run("build", alias.script()).exitedWith(0);
        return JsonParser.parseString(user.run("info", "tools", alias.script()).exitedWith(0).out()).getAsJsonObject();
    }

    private static TreeSet<String> libraries(JsonObject told) {
        return told.getAsJsonArray("resolvedDependencies").asList().stream().map(JsonElement::getAsString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
