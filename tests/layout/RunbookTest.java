package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.FindingId;
import testing.Project;

/** What a finding points to is there, in both languages. */
class RunbookTest {
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$");
    private static final Pattern FENCE = Pattern.compile("^ {0,3}```.*");
    private static final Pattern OWN_LINK = Pattern.compile("]\\(#([^)]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"runbook/RUNBOOK.md", "runbook/RUNBOOK.fr.md"})
    void everyFindingHasOneAnchor(String file) {
        var anchors = anchors(file);
        var wrong = Arrays.stream(FindingId.values()).map(FindingId::id)
                .filter(id -> anchors.stream().filter(id::equals).count() != 1).toList();
        assertEquals(List.of(), wrong, "ids without exactly one heading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"runbook/RUNBOOK.md", "runbook/RUNBOOK.fr.md"})
    void linksWithinThePageLeadSomewhere(String file) {
        var lost = new TreeSet<String>();
        OWN_LINK.matcher(Project.read(file)).results().forEach(link -> lost.add(link.group(1)));
        anchors(file).forEach(lost::remove);
        assertEquals(Set.of(), lost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib/path/messages_en.properties", "lib/path/messages_fr.properties"})
    void everyFindingHasItsSentence(String file) {
        var keys = Project.read(file).lines().map(line -> line.split("=", 2)[0]).collect(Collectors.toSet());
        var missing = Arrays.stream(FindingId.values()).map(id -> "path.finding." + id.id())
                .filter(key -> !keys.contains(key)).toList();
        assertEquals(List.of(), missing);
    }

    /** The anchors that a Markdown page gets from its headings, in order; what stands in code blocks is none. */
    private static List<String> anchors(String file) {
        var anchors = new ArrayList<String>();
        boolean code = false;
        for (String line : Project.read(file).lines().toList()) {
            code ^= FENCE.matcher(line).matches();
            var heading = HEADING.matcher(line);
            if (!code && heading.matches()) {
                anchors.add(heading.group(1).toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }
}
