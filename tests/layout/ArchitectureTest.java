package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import testing.Project;

/** The map of the code is of this code. With {@code UPDATE=1} in the environment it is drawn anew. */
class ArchitectureTest {

    @Test
    void thePictureShowsThePackagesAsTheyAre() throws IOException {
        String picture = PackagesPicture.of(Packages.shipped());
        if ("1".equals(System.getenv("UPDATE"))) {
            Files.writeString(Project.path(PackagesPicture.FILE), picture);
        }
        assertEquals(picture, Project.read(PackagesPicture.FILE), () -> PackagesPicture.FILE + ": see UPDATE in " + getClass());
    }
}
