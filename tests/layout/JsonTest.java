package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** JSON has one home, and nothing in it hangs on how the code is called. */
class JsonTest {

    /** A tree of JSON may be looked into anywhere. What turns it into text, or text into it, is set up once. */
    @Test
    void oneHomeWritesAndReadsIt() {
        assertEquals(List.of(), elsewhere("\\b(Gson|GsonBuilder|JsonParser|JsonStreamParser|JsonParseException"
                + "|JsonWriter|TypeAdapter)\\b", "lib/json/"));
    }

    /** Token by token, with a limit for each: what a stranger's browser sends. */
    @Test
    void oneReaderTakesItApartByHand() {
        assertEquals(List.of("lib/phone/page/MessageParser.java"), elsewhere("\\bJsonReader\\b", "lib/json/"));
    }

    @Test
    void theFormIsNamedOnce() {
        var places = new ArrayList<String>();
        Source.shipped().stream().filter(source -> source.strings().contains("runbook/1"))
                .forEach(source -> places.add(source.path()));
        // The other one is how this program introduces itself to a service.
        assertEquals(List.of("lib/json/JsonDocument.java", "lib/probe/HealthRequest.java"), places);
    }

    /** An id is written out where it belongs, see {@code json.Id}; a name of the code may change any day. */
    @Test
    void nothingIsCalledAsItIsInTheCode() {
        // A person is told which of the JDK's exceptions it was, where that says nothing else.
        assertEquals(List.of("lib/process/FileError.java"), elsewhere("\\.getSimpleName\\(", "none"));
        assertEquals(List.of(), elsewhere(
                "\\benum\\b(?s:.*)(?<![.\\w])name\\(\\)\\s*\\.\\s*to(Lower|Upper)Case", "none"));
    }

    private static List<String> elsewhere(String regex, String home) {
        var pattern = Pattern.compile(regex);
        var found = new ArrayList<String>();
        Source.shipped().stream().filter(source -> !source.path().startsWith(home))
                .filter(source -> source.has(pattern)).forEach(source -> found.add(source.path()));
        return found;
    }
}
