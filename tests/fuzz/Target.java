package fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import testing.Project;

/**
 * A reader of bytes that somebody else wrote, with bytes that it understands.
 *
 * @param name  its place in {@code make fuzz ARGS=NAME}, also that of its folder in {@code tests/fuzz/corpus}
 * @param seeds  captures of real machines, where there are any
 * @param inputs how many mutations are quick enough for each run of the tests
 */
public record Target(String name, Supplier<List<byte[]>> seeds, int inputs, Reader reader) {
    private static final int USUAL = 60;

    public Target(String name, Supplier<List<byte[]>> seeds, Reader reader) {
        this(name, seeds, USUAL, reader);
    }

    /** Refuses as the reader's own contract says, and no other way: whatever is thrown is a bug. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** @param fixtures files below {@code tests/fixtures} */
    public static Target of(String name, List<String> fixtures, Reader reader) {
        return new Target(name, () -> fixtures.stream().map(Project::fixture).toList(), reader);
    }

    /** Where no capture is at hand, or none as a file: texts in the form that the reader's Javadoc quotes. */
    public static Target ofTexts(String name, List<String> texts, Reader reader) {
        return new Target(name, () -> texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList(),
                reader);
    }

    /** For the list of tests. */
    @Override
    public String toString() {
        return name;
    }
}
