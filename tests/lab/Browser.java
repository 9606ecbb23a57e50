package lab;

import java.nio.file.Path;

/**
 * A real browser on a device of the lab, in that device's network namespace, where the only other machine is the lab's.
 * Nothing of it outlives this JVM.
 */
public interface Browser extends AutoCloseable {

    /**
     * The one that most phones have.
     *
     * @param folder of the lab, for its profile, which is empty, and what it logs
     * @param device a process in the network namespace that it is to be in
     */
    static Browser start(Path folder, long device) {
        return Chromium.start(folder, device);
    }

    /** An empty page on a screen like this one, with cookies and storage of its own. */
    Tab open(Screen screen);

    /** @param language what its user reads, {@code fr-FR} */
    default Tab open(String language) {
        return open(Screen.tall(language));
    }

    @Override
    void close();
}
