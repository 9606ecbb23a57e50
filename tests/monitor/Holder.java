package monitor;

import java.io.IOException;
import java.nio.file.Path;

/** A monitor in a process of its own: says {@code in} or {@code out}, then stays until its input ends. */
public final class Holder {

    private Holder() { }

    public static void main(String... args) throws IOException {
        try (OnlyOne mine = OnlyOne.enter(Path.of(args[0]), OnlyOne.Kind.MONITOR).orElse(null)) {
            System.out.println(mine == null ? "out " + OnlyOne.other(Path.of(args[0]), OnlyOne.Kind.MONITOR) : "in");
            System.out.flush();
            while (mine != null && System.in.read() >= 0) {
                // Waits for the end of its input.
            }
        }
    }
}
