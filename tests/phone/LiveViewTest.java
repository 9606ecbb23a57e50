package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import text.Columns;
import text.Language;
import text.Words;

class LiveViewTest {

    /** A code that the screen would break leads nowhere: with what stands before it, it fits or is left out. */
    @Test
    void theCodeFitsTheScreenOrIsLeftOut() {
        int shown = 0;
        for (int width = 30; width <= 44; width++) {
            var out = new StringWriter();
            new LiveView(new PrintWriter(out, true), new Words(Language.ENGLISH), new Look(width, true, true), true)
                    .invite(List.of(URI.create("http://192.168.1.44:8765/Kd93jfKd/")), Optional.empty());
            List<String> code = out.toString().lines().filter(line -> line.matches(".*[█▀▄].*")).toList();
            int most = width;
            assertEquals(List.of(), code.stream().filter(line -> Columns.of(line) > most).toList());
            shown += code.isEmpty() ? 0 : 1;
        }
        assertTrue(shown > 0 && shown < 15, shown + " of the widths have room for it");
    }
}
