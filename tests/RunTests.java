///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Runs the tests; arguments are patterns for class names. Closes with "N passed, N failed, N skipped".
//JAVA 25+
//DEPS org.junit:junit-bom:5.14.4@pom
//DEPS org.junit.jupiter:junit-jupiter
//DEPS org.junit.platform:junit-platform-launcher
//DEPS info.picocli:picocli:4.7.7
//SOURCES **/*.java
//SOURCES ../lib/**/package-info.java
//SOURCES ../runbook/*.java
//MAIN RunTests

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import testing.Progress;

/**
 * The test runner. JBang puts the tests, the library and the scripts into one jar, which is where this looks for tests.
 *
 * <p>Exit code 1 when a test failed, when none was found, or when {@code CI=true} and the network lab did not run:
 * on a machine made for the tests, a skipped lab hides what it was made for.
 */
public final class RunTests {

    private RunTests() {
    }

    /** Long enough for the slowest test of the lab, short enough that a test that hangs gets a name. */
    private static final String TIMEOUT_OF_A_TEST = "5 m";

    public static void main(String... patterns) throws URISyntaxException {
        var progress = new Progress(System.out, "true".equals(System.getenv("CI")));
        LauncherFactory.create().execute(request(patterns), progress);
        System.exit(progress.close() ? 0 : 1);
    }

    private static LauncherDiscoveryRequest request(String... patterns) throws URISyntaxException {
        var jar = Path.of(RunTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(jar)))
                .configurationParameter("junit.jupiter.execution.timeout.default", TIMEOUT_OF_A_TEST);
        if (patterns.length > 0) {
            request.filters(ClassNameFilter.includeClassNamePatterns(".*(" + String.join("|", patterns) + ").*"));
        }
        return request.build();
    }
}
