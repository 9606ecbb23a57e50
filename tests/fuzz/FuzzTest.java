package fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/**
 * Every reader of foreign bytes, given what it knows, what once broke one, and mutations of it that are the same each
 * time. {@code make fuzz} goes on from there.
 */
class FuzzTest {
    private static final String CORPUS = "tests/fuzz/corpus";
    private static final int AT_ONCE = 150_000;
    private static final int FEWEST = 3;
    private static final int MOST_SHOWN = 400;

    static Stream<Target> targets() {
        return Targets.all().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void whatItIsGivenIsReadOrRefusedInWords(Target target) throws IOException {
        List<byte[]> seeds = target.seeds().get();
        for (byte[] seed : seeds) {
            read(target, seed);
        }
        Path corpus = Project.path(CORPUS).resolve(target.name());
        if (Files.isDirectory(corpus)) {
            try (Stream<Path> files = Files.list(corpus)) {
                for (Path file : files.sorted().toList()) {
                    read(target, Files.readAllBytes(file));
                }
            }
        }
        read(target, new byte[0]);
        for (byte[] input : new Damage(seeds, target.name().hashCode()).inputs(count(target, seeds))) {
            read(target, input);
        }
    }

    /** Of long captures fewer: these runs are for what is found soon. */
    private static int count(Target target, List<byte[]> seeds) {
        int length = seeds.stream().mapToInt(seed -> seed.length).sum() / seeds.size();
        return Math.clamp(AT_ONCE / (length + 1), FEWEST, target.inputs());
    }

    /** A folder of a target that has gone would be read by nobody. */
    @Test
    void everyFolderOfTheCorpusIsATargets() {
        List<String> names = targets().map(Target::name).toList();
        assertEquals(List.of(), Project.files(CORPUS, "").stream()
                .filter(file -> !names.contains(Path.of(file).getParent().getFileName().toString())).toList());
    }

    private static void read(Target target, byte[] input) {
        try {
            target.reader().read(input);
        } catch (Exception | StackOverflowError | AssertionError e) {
            String text = Base64.getEncoder().encodeToString(input);
            fail(target.name() + " breaks on " + (text.length() > MOST_SHOWN
                    ? input.length + " bytes, which begin " + text.substring(0, MOST_SHOWN) : text), e);
        }
    }
}
