package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A type is called by a word that its reader would search for, and by a word that finds it alone. */
class NamesTest {
    /** What says nothing of what is inside. */
    private static final Pattern SAYS_NOTHING =
            Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl|Misc|Data|Info)");

    /** What the JDK calls its own: a reader would take one for the other. */
    private static final Pattern OF_THE_JDK =
            Pattern.compile("Entry|Match|Step|Program|List|Map|Set|Path|Process|Record");

    @Test
    void aSimpleNameIsThereOnce() {
        var twice = Source.shipped().stream().filter(source -> !source.fileName().equals(Index.PROSE))
                .collect(Collectors.groupingBy(Source::fileName, Collectors.counting()));
        twice.values().removeIf(count -> count == 1);
        assertEquals("{}", twice.toString());
    }

    @Test
    void aNameSaysWhatIsInside() {
        var wrong = new TreeSet<String>();
        for (Source source : Source.shipped()) {
            String name = source.fileName().replace(".java", "");
            if (SAYS_NOTHING.matcher(name).matches() || OF_THE_JDK.matcher(name).matches()) {
                wrong.add(source.path());
            }
        }
        assertEquals(List.of(), List.copyOf(wrong));
    }
}
