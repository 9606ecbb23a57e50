package help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import text.Language;

/** Where the person who started a script can open the runbook. JBang tells a script neither its file nor its address. */
public sealed interface RunbookPlace {

    /** In the project's folder, or below it, where the aliases work too. {@code page}: from where the person stands. */
    record Folder(Path page) implements RunbookPlace { }

    /** At the tag that the script is from: the address of the folder that holds the pages, with a slash at the end. */
    record Site(String address) implements RunbookPlace { }

    /** Nowhere that is known: the pages are only inside the program, which can show them. */
    record Program() implements RunbookPlace { }

    /** Only the form for a tag has it: written by {@code make release}, which knows where the tag goes. */
    String ADDRESS = "/runbook/address.txt";

    /** @param here the folder in which the script was started, absolute */
    static RunbookPlace find(Path here, Language language) {
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("runbook").resolve(RunbookPage.file(language));
            if (Files.isRegularFile(page) && Files.isRegularFile(folder.resolve("jbang-catalog.json"))) {
                return new Folder(here.equals(folder) ? here.relativize(page) : page);
            }
        }
        return address().<RunbookPlace>map(Site::new).orElseGet(Program::new);
    }

    /** What opens at the section with this id; empty where nothing can be opened. */
    default Optional<String> link(String id, Language language) {
        return switch (this) {
            case Folder(Path page) -> Optional.of(page.toString().replace('\\', '/') + "#" + id);
            case Site(String address) -> Optional.of(address + RunbookPage.file(language) + "#" + id);
            case Program() -> Optional.empty();
        };
    }

    private static Optional<String> address() {
        try (InputStream in = RunbookPlace.class.getResourceAsStream(ADDRESS)) {
            return in == null ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(ADDRESS, e);
        }
    }
}
