package user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lab.Lab;
import lab.LabExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import testing.JBang;
import testing.Project;
import testing.Result;
import testing.Turn;

/**
 * The first ten minutes of somebody who has never seen it: a home with nothing in it, a project of their own with a
 * Compose file, and a container that runs. What they read first is about that container, and about no other service.
 */
@Tag("user")
@Tag("lab")
@Turn(2)
@ExtendWith(LabExtension.class)
class StrangerTest {
    private static final String CONTAINER = "shop-web-1";
    private static final String COMPOSE = """
            services:
              web:
                image: shop
                ports:
                  - "3000:8000"
              db:
                image: postgres
            """;

    @TempDir
    private static Path home;
    private static JBang stranger;

    @TempDir
    private Path folder;
    private Path project;

    @BeforeAll
    static void aContainerRuns(Lab lab) {
        lab.startContainer("shop", "web", 3000);
        // What install.md says to type once.
        stranger = JBang.of(home).in(home).entering(lab.entering()).with("COLUMNS", "80");
        stranger.run("catalog", "add", "--name", "runbook", Project.path("jbang-catalog.json").toString())
                .exitedWith(0);
    }

    @AfterAll
    static void itGoes(Lab lab) {
        lab.removeContainer(CONTAINER);
    }

    @BeforeEach
    void aProject() throws IOException {
        project = Files.createDirectories(folder.toRealPath().resolve("shop/src")).getParent();
    }

    @Test
    void theFirstTenLinesAnswerForTheContainerOfTheComposeFile() throws IOException {
        Path compose = Files.writeString(project.resolve("compose.yaml"), COMPOSE);
        for (Path here : List.of(project, project.resolve("src"))) {
            Result said = diagnose(here).exitedWith(0).outLacks("Eloquence").outLacks("5002");
            List<String> top = said.out().lines().limit(10).toList();
            assertTrue(top.contains("Services: " + compose + " (Compose file)"), said.out());
            assertTrue(top.stream().anyMatch(line -> line.matches("web +3000 +ok +ok +ok +\\d+ ms +\\d+ ms +ok .*")),
                    said.out());
        }
    }

    @Test
    void inFrenchToo() throws IOException {
        Path compose = Files.writeString(project.resolve("compose.yaml"), COMPOSE);
        Result said = diagnose(project, "--lang", "fr").exitedWith(0).outLacks("Eloquence");
        List<String> top = said.out().lines().limit(10).toList();
        assertTrue(top.contains("Services\u00a0: " + compose + " (fichier Compose)"), said.out());
        assertTrue(top.stream().anyMatch(line -> line.startsWith("web ") && line.contains("3000")), said.out());
        assertTrue(said.out().lines().allMatch(line -> line.length() <= 80), said.out());
    }

    @Test
    void withoutAFileTheContainerIsStillFound() {
        Result said = diagnose(project).exitedWith(0).outLacks("Eloquence");
        List<String> top = said.out().lines().limit(10).toList();
        assertTrue(top.contains("Services: what Docker publishes"), said.out());
        assertTrue(top.stream().anyMatch(line -> line.startsWith("web ") && line.contains("3000")), said.out());
    }

    @Test
    void aServicesFileOfTheirOwnCountsBeforeAll() throws IOException {
        Files.writeString(project.resolve("compose.yaml"), COMPOSE);
        Path services = Files.writeString(project.resolve("services.yaml"),
                "services:\n  - name: Shop\n    port: 3000\n    health: /\n");
        JsonObject said = JsonParser.parseString(diagnose(project.resolve("src"), "--output", "json").exitedWith(0)
                .out()).getAsJsonObject();
        assertEquals("found-file", said.getAsJsonObject("servicesFrom").get("kind").getAsString());
        assertEquals(services.toString(), said.getAsJsonObject("servicesFrom").get("file").getAsString());
        assertEquals("Shop", said.getAsJsonArray("services").get(0).getAsJsonObject().get("name").getAsString());
    }

    private Result diagnose(Path here, String... options) {
        String[] words = Stream.concat(Stream.of("diagnose@runbook"),
                Stream.of(options)).toArray(String[]::new);
        return stranger.in(here).run(words);
    }
}
