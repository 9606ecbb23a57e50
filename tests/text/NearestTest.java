package text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KEYS = List.of("name", "port", "ports", "protocol", "health", "container");

    @ParameterizedTest
    @CsvSource({"nmae,name", "NAME,name", "prot,port", "potrs,ports", "protcol,protocol", "healt,health",
            "helth,health", "containers,container", "contianer,container", "cont,container", "health_check,health"})
    void theWordThatWasMeant(String written, String meant) {
        assertEquals(Optional.of(meant), Nearest.to(written, KEYS));
    }

    @ParameterizedTest
    @CsvSource({"image", "restart", "url", "x", "''", "depends_on"})
    void noWordIsBetterThanAWrongOne(String written) {
        assertEquals(Optional.empty(), Nearest.to(written, KEYS));
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,acb,1", "abc,ab,1", "abc,abcd,1", "abc,xbc,1", "'',abc,3", "kitten,sitting,3"})
    void distance(String a, String b, int steps) {
        assertEquals(steps, Nearest.distance(a, b));
        assertEquals(steps, Nearest.distance(b, a));
    }
}
