///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Runs the tests: arguments are parts of class names, --without=TAG leaves a group out, --only=TAG all others.
//JAVA 25+
//DEPS org.junit:junit-bom:5.14.4@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//DEPS info.picocli:picocli:4.7.7
//DEPS com.google.zxing:core:3.5.4
//DEPS dev.harrel:json-schema:1.9.1
//SOURCES **/*.java
//SOURCES ../lib/**/*.java
//SOURCES ../runbook/*.java
//MAIN RunTests

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import testing.LongestFirst;
import testing.Progress;

/**
 * The test runner. JBang puts the tests, the library and the scripts into one jar, which is where this looks for tests.
 * Arguments are regular expressions, one of which the name of a class must contain; {@code --without=TAG} leaves out
 * the tests of a tag ({@code user} starts real {@code jbang}s, {@code lab} needs root and Linux, {@code windows} a
 * Windows), and {@code --only=TAG} all others.
 *
 * <p>Exit code 1 when a test failed, when none was found, or when {@code CI=true} and the network lab did not run:
 * on a machine made for the tests, a skipped lab hides what it was made for.
 */
public final class RunTests {

    private RunTests() {
    }

    private static final String WITHOUT = "--without=";
    private static final String ONLY = "--only=";

    /** Long enough for the slowest test of the lab, short enough that a test that hangs gets a name. */
    private static final String TIMEOUT_OF_A_TEST = "5 m";

    public static void main(String... words) throws URISyntaxException {
        var progress = new Progress(System.out, "true".equals(System.getenv("CI")));
        progress.watch();
        LauncherFactory.create().execute(request(words), progress);
        System.exit(progress.close() ? 0 : 1);
    }

    private static LauncherDiscoveryRequest request(String... words) throws URISyntaxException {
        var jar = Path.of(RunTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(jar)))
                .configurationParameter("junit.jupiter.execution.timeout.default", TIMEOUT_OF_A_TEST)
                // Classes run beside each other, but for those that say otherwise; the tests of a class do not. Four at
                // once: three of them in a lab, where they mostly wait.
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                // More only stand in for those that wait for a lab or a lock, as jbang's, which one class has for minutes.
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", "64")
                .configurationParameter("junit.jupiter.testclass.order.default", LongestFirst.class.getName());
        List<String> wanted = Arrays.stream(words).filter(word -> !word.startsWith("--")).toList();
        if (!wanted.isEmpty()) {
            request.filters(ClassNameFilter.includeClassNamePatterns(".*(" + String.join("|", wanted) + ").*"));
        }
        List<String> unwanted = tags(WITHOUT, words);
        if (!unwanted.isEmpty()) {
            request.filters(TagFilter.excludeTags(unwanted));
        }
        List<String> only = tags(ONLY, words);
        if (!only.isEmpty()) {
            request.filters(TagFilter.includeTags(only));
        }
        return request.build();
    }

    private static List<String> tags(String option, String... words) {
        return Arrays.stream(words).filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length())).toList();
    }
}
