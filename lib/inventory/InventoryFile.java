package inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Reads an inventory from YAML. Every mistake is reported with its place; a file with mistakes is not used at all. */
public final class InventoryFile {
    /** The guide's Eloquence, carried by the scripts as a resource so that it is there from a URL too. */
    private static final String BUILT_IN = "/runbook/services.yaml";

    private InventoryFile() { }

    /** @throws InventoryProblem when there is no such file, or it is not an inventory */
    public static Inventory read(Path file) throws InventoryProblem {
        return of(file.toString(), text(file));
    }

    /** The text of a file that may hold an inventory, at most 1 MiB of it. */
    public static String text(Path file) throws InventoryProblem {
        return text(file, file.toString());
    }

    /** @param source how the file is called in messages */
    public static String text(Path file, String source) throws InventoryProblem {
        return SourceText.read(file, source);
    }

    /** @param source how the text is called in messages */
    public static Inventory of(String source, String text) throws InventoryProblem {
        return new InventoryReader(source).read(text);
    }

    /** Whether a text under an inventory's name is meant as one, with mistakes or without. */
    public static boolean isMeant(String text) {
        return InventoryShape.isIn(text);
    }

    /** Whether a text is a Compose file instead. */
    public static boolean isCompose(String text) {
        return InventoryShape.isCompose(text);
    }

    /** The inventory the scripts bring along. */
    public static Inventory builtIn() {
        try (InputStream in = InventoryFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + BUILT_IN);
            }
            return of(BUILT_IN, SourceText.decode(BUILT_IN, in.readAllBytes()))
                    .from(Source.example());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InventoryProblem e) {
            throw new IllegalStateException(e);
        }
    }
}
