package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Cli;
import testing.Project;
import testing.Result;

/** diagnose --write: the services of a run, for somebody to edit, and never over what they have edited. */
class WriteServicesTest {
    @TempDir
    private Path folder;

    @Test
    void theFileIsWrittenAndTheRunGoesOn() throws InventoryProblem {
        Path file = folder.resolve("mine.yaml");
        diagnose("--write", file.toString()).exitedWith(0).outContains("Eloquence")
                .errContains("Services written to").errContains(file.toString());
        assertEquals(InventoryFile.builtIn().services(), InventoryFile.read(file).services());
        diagnose("--services", file.toString()).exitedWith(0);
    }

    @Test
    void inFrench() throws IOException {
        Path file = folder.resolve("mine.yaml");
        diagnose("--write", file.toString(), "--lang", "fr").exitedWith(0).errContains("Services écrits dans");
        assertEquals("# Ce qu'un téléphone sur le Wi-Fi doit atteindre sur cette machine.",
                Files.readAllLines(file).getFirst());
    }

    @Test
    void whatIsThereStaysAndNothingIsDiagnosed() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "mine");
        Result refused = diagnose("--write", file.toString()).exitedWith(74).errContains("is not overwritten")
                .errContains("--services " + file);
        assertEquals("", refused.out());
        assertEquals("mine", Files.readString(file));
    }

    /** Nobody gets a file written elsewhere by a link that leads there. */
    @Test
    void aLinkIsInTheWayToo() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Path link = Files.createSymbolicLink(folder.resolve("mine.yaml"), elsewhere);
        diagnose("--write", link.toString()).exitedWith(74);
        assertFalse(Files.exists(elsewhere));
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        diagnose("--write", folder.resolve("none/mine.yaml").toString()).exitedWith(74)
                .errContains("there is no folder " + folder.resolve("none"));
        diagnose("--write", folder.toString()).exitedWith(74)
                .errContains("Name a file in it: --write " + folder.resolve("services.yaml"));
    }

    @Test
    void whatIsToBePastedIsQuoted() {
        Path file = folder.resolve("my services.yaml");
        diagnose("--write", file.toString()).exitedWith(0).errContains("    jbang diagnose --services '" + file
                + "'\n");
        diagnose("--write", file.toString()).exitedWith(74).errContains("--services '" + file + "'");
    }

    @Test
    void standardOutputHoldsTheServicesAndNothingElse() throws InventoryProblem {
        Result written = diagnose("--write", "-").exitedWith(0).errIsEmpty();
        assertEquals(InventoryFile.builtIn().services(), InventoryFile.of("x", written.out()).services());
    }

    @Test
    void standardOutputCannotHoldAResultAsWell() {
        diagnose("--write", "-", "--output", "json").exitedWith(64);
    }

    private static Result diagnose(String... args) {
        String replay = Project.path("tests/fixtures/hosts/linux-healthy").toString();
        String[] all = new String[args.length + 2];
        all[0] = "--replay";
        all[1] = replay;
        System.arraycopy(args, 0, all, 2, args.length);
        return Cli.run(new Diagnose(), all);
    }
}
