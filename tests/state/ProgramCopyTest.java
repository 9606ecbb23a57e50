package state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.JBang;
import testing.Project;

/** The program beside the state: it runs from there, by itself, with Java and nothing else. */
class ProgramCopyTest {
    @TempDir
    Path temp;

    @Test
    void theRunningProgramRunsFromThere() throws Exception {
        Path state = Files.createDirectories(temp.resolve("state with blanks and é"));
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of).toList();
        Path jar = new StateFolder(state).scheduled().export(classPath, "runbook.Monitor");
        Path home = Files.createDirectories(temp.resolve("home"));
        JBang.of(home).in(home).jar(jar, "--help").exitedWith(0).errIsEmpty().outContains("jbang monitor", "--log");
        JBang.of(home).in(home).jar(jar, "schedule", "--version").exitedWith(0).outContains("monitor");
        String replay = Project.path("tests/fixtures/hosts/windows-popup-block-rule").toString();
        JBang.of(home).in(home).jar(jar, "--once", "--lang", "en", "--replay", replay).exitedWith(20)
                .outContains("firewall-block-rule");
        assertEquals(jar, new StateFolder(state).scheduled().export(classPath, "runbook.Monitor"),
                "the same again is there");
    }

    @Test
    void librariesAreBesideItUnderNamesOfTheirOwn() throws Exception {
        Path one = Files.writeString(Files.createDirectories(temp.resolve("a")).resolve("lib é.jar"), "one");
        Path two = Files.writeString(Files.createDirectories(temp.resolve("b")).resolve("lib é.jar"), "two");
        Path classes = Files.createDirectories(temp.resolve("classes/deep"));
        Files.writeString(classes.resolve("words.txt"), "three");
        var folder = new StateFolder(temp.resolve("state")).scheduled();
        Path jar = folder.export(List.of(one, temp.resolve("gone.jar"), two, temp.resolve("classes")), "a.B");
        try (var file = new JarFile(jar.toFile())) {
            Attributes main = file.getManifest().getMainAttributes();
            assertEquals("a.B", main.getValue(Attributes.Name.MAIN_CLASS));
            assertEquals("lib/01-lib__.jar lib/02-lib__.jar lib/03-classes.jar",
                    main.getValue(Attributes.Name.CLASS_PATH));
        }
        assertEquals("two", Files.readString(jar.resolveSibling("lib/02-lib__.jar")));
        try (var file = new JarFile(jar.resolveSibling("lib/03-classes.jar").toFile())) {
            assertEquals("three", new String(file.getInputStream(file.getEntry("deep/words.txt")).readAllBytes()));
        }
        assertEquals(Set.of("monitor.jar", "lib"), names(jar.getParent()));
    }

    @Test
    void aJarThatNeedsNoOtherIsCopied() throws Exception {
        Path fat = temp.resolve("monitor-fat.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "a.B");
        try (var out = new JarOutputStream(Files.newOutputStream(fat), manifest)) {
            out.putNextEntry(new ZipEntry("a/B.class"));
            out.closeEntry();
        }
        Path jar = new StateFolder(temp.resolve("state")).scheduled().export(List.of(fat), "a.B");
        assertEquals(-1, Files.mismatch(fat, jar));
        Files.delete(fat);
        assertTrue(Files.isRegularFile(jar));
    }

    @Test
    void anotherProgramGetsAnotherFolderAndTheFirstGoes() throws Exception {
        Path one = Files.writeString(temp.resolve("one.jar"), "one");
        Path two = Files.writeString(temp.resolve("two.jar"), "two");
        var folder = new StateFolder(temp.resolve("state")).scheduled();
        Path first = folder.export(List.of(one, two), "a.B");
        Files.writeString(two, "too");
        Path second = folder.export(List.of(one, two), "a.B");
        assertNotEquals(first, second);
        assertNotEquals(second, folder.export(List.of(one, two), "a.C"), "another main class is another program");
        folder.keepOnly(second);
        assertFalse(Files.exists(first));
        assertTrue(Files.isRegularFile(second));
        assertEquals(Set.of(second.getParent().getFileName().toString()), names(folder.path()));
        folder.clear();
        assertFalse(Files.exists(folder.path()));
        folder.clear();
    }

    /** A copy that was cut off has no jar to start; the next one makes it whole. */
    @Test
    void halfACopyIsMadeWhole() throws Exception {
        Path one = Files.writeString(temp.resolve("one.jar"), "one");
        Path two = Files.writeString(temp.resolve("two.jar"), "two");
        var folder = new StateFolder(temp.resolve("state")).scheduled();
        Path jar = folder.export(List.of(one, two), "a.B");
        Files.delete(jar);
        Files.writeString(jar.resolveSibling("lib/01-one.jar"), "o");
        assertEquals(jar, folder.export(List.of(one, two), "a.B"));
        assertEquals("one", Files.readString(jar.resolveSibling("lib/01-one.jar")));
        assertThrows(StateException.class, () -> folder.export(List.of(temp.resolve("gone")), "a.B"));
    }

    /** Whatever is there under the name of the right content is looked at before anybody is told to start it. */
    @Test
    void whatSomebodyElsePutThereIsReplaced() throws Exception {
        Path one = Files.writeString(temp.resolve("one.jar"), "one");
        Path two = Files.writeString(Files.createDirectories(temp.resolve("classes")).resolve("Two.class"), "two");
        var folder = new StateFolder(temp.resolve("state")).scheduled();
        List<Path> program = List.of(one, two.getParent());
        Path jar = folder.export(program, "a.B");
        byte[] whole = Files.readAllBytes(jar);
        Files.writeString(jar, "another");
        Files.writeString(jar.resolveSibling("lib/01-one.jar"), "evil");
        Files.delete(jar.resolveSibling("lib/02-classes.jar"));
        Files.createSymbolicLink(jar.resolveSibling("lib/02-classes.jar"), one);
        assertEquals(jar, folder.export(program, "a.B"));
        assertArrayEquals(whole, Files.readAllBytes(jar));
        assertEquals("one", Files.readString(jar.resolveSibling("lib/01-one.jar")));
        try (var file = new JarFile(jar.resolveSibling("lib/02-classes.jar").toFile())) {
            assertEquals("two", new String(file.getInputStream(file.getEntry("Two.class")).readAllBytes()));
        }
    }

    /** Its class path is one jar that names the others; a copy of that jar alone would not start. */
    @Test
    void aCopyThatSchedulesItselfAnewStays() throws Exception {
        Path one = Files.writeString(temp.resolve("one.jar"), "one");
        Path two = Files.writeString(temp.resolve("two.jar"), "two");
        var folder = new StateFolder(temp.resolve("state")).guarding();
        Path jar = folder.export(List.of(one, two), "a.B");
        assertEquals(jar, folder.export(List.of(jar), "a.B"));
        assertEquals(Set.of(jar.getParent().getFileName().toString()), names(folder.path()));
    }

    private static Set<String> names(Path folder) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
