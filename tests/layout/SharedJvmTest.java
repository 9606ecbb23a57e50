package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import testing.Project;

/** Test classes run beside each other in one JVM, on a machine that others use: what that asks of each of them. */
class SharedJvmTest {
    /** Properties, streams, the language and the time zone: another class would read what this one has set. */
    private static final Pattern OF_THE_WHOLE_JVM = Pattern.compile(
            "System\\.(set(Property|Properties|Out|Err|In)|clearProperty)\\(|\\b(Locale|TimeZone)\\.setDefault\\(");
    private static final Pattern INHERITED = Pattern.compile("\\bRedirect\\.INHERIT\\b");
    private static final Pattern ON_EXIT = Pattern.compile("\\.onExit\\(");
    private static final Pattern ASYNC = Pattern.compile("\\b(?:supply|run)Async\\(");
    private static final Pattern SLEEP = Pattern.compile("\\bsleep\\(|\\bparkNanos\\(");
    /** One waits with an end for what nobody tells of; the other has servers that are slow on purpose. */
    private static final Set<String> MAY_SLEEP = Set.of("tests/testing/Wait.java", "tests/probe/ProberTest.java");

    @Test
    void nothingOfTheWholeJvmIsChanged() {
        assertEquals(List.of(), found(OF_THE_WHOLE_JVM));
    }

    /** A test that sleeps hopes that something has happened by then. */
    @Test
    void nobodySleeps() {
        assertEquals(List.of(), found(SLEEP).stream().filter(line -> !line.startsWith("tests/lab/")
                && !MAY_SLEEP.contains(file(line))).toList());
    }

    /** What a program complains of belongs to the test that failed by it: {@code Result} and {@code HelperProcess} show it. */
    @Test
    void noProgramComplainsPastItsTest() {
        assertEquals(List.of(), found(INHERITED).stream().filter(line -> !line.startsWith("tests/lab/")).toList());
    }

    /** The common pool is one thread on two processors: who waits in it holds up each {@code onExit} of this JVM. */
    @Test
    void nobodyWaitsInTheCommonPoolNorForIt() {
        assertEquals(List.of(), found(ON_EXIT));
        var found = new ArrayList<String>();
        for (String file : Project.files("tests", ".java")) {
            String text = Project.read(file);
            ASYNC.matcher(text).results().filter(call -> arguments(text, call.end()) < 2).forEach(call -> found.add(file + ": " + call.group()));
        }
        assertEquals(List.of(), found, "give it an executor of its own");
    }

    /** How many a call has whose first begins there. */
    private static int arguments(String text, int begin) {
        int count = 1;
        for (int depth = 0, at = begin; depth >= 0; at++) {
            char sign = text.charAt(at);
            depth += "([{".indexOf(sign) >= 0 ? 1 : ")]}".indexOf(sign) >= 0 ? -1 : 0;
            count += depth == 0 && sign == ',' ? 1 : 0;
        }
        return count;
    }

    private static String file(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    /** In all files but those of programs that have a JVM of their own. */
    private static List<String> found(Pattern pattern) {
        var found = new ArrayList<String>();
        Project.files("tests", ".java").stream().filter(file -> !file.equals("tests/layout/SharedJvmTest.java"))
                .filter(file -> !Project.read(file).contains("\n    public static void main(String"))
                .forEach(file -> Project.read(file).lines().filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip())));
        return found;
    }
}
