package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import powershell.Text.Kind;

/** Every PowerShell text of the project, read whole by a grammar and held against the reference; then faults. */
class EveryTextTest {
    private static List<Text> texts;
    private static Map<String, Tree> trees;

    /** Once for the texts and for the faults that were put into some of them. */
    @BeforeAll
    static void read() {
        texts = Texts.all();
        var named = new LinkedHashMap<>(Texts.named(texts));
        Arrays.stream(Fault.values()).forEach(fault -> named.put(fault.name(), fault.text()));
        trees = Grammar.read(named);
    }

    @Test
    void thereAreTextsOfEveryKind() {
        Map<Kind, Long> count = texts.stream().collect(Collectors.groupingBy(Text::kind, Collectors.counting()));
        assertEquals(Set.of(Kind.values()), count.keySet());
        assertTrue(count.get(Kind.SCRIPT) > 4 && count.get(Kind.LINE) > 10 && count.get(Kind.PAGE) > 20,
                count::toString);
    }

    @ParameterizedTest
    @EnumSource
    void noTextHasAnythingToComplainOf(Check check) {
        var complaints = new ArrayList<String>();
        texts.stream().filter(check::concerns).forEach(text -> check.complaints(trees.get(text.name()))
                .forEach(complaint -> complaints.add(text + ": " + complaint)));
        assertEquals("", String.join("\n", complaints));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFaultIsFound(Fault fault) {
        List<String> complaints = fault.check().complaints(trees.get(fault.name()));
        assertTrue(complaints.stream().anyMatch(complaint -> complaint.contains(fault.complaint())),
                () -> fault.text() + ": " + complaints);
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheFaultThereIsNoComplaint(Check check) {
        assertEquals(List.of(), check.complaints(trees.get(Fault.NONE.name())));
    }
}
