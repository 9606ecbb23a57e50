package process;

import java.io.IOException;

/** A program that says what it is asked, closes its ear at the first character of its input, and ends at the second. */
final class StopSignalProcess {

    private StopSignalProcess() { }

    public static void main(String... args) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("put back")));
        try (var stop = new StopSignal()) {
            stop.listen(() -> System.out.println("asked"));
            System.out.println("here");
            System.in.read();
        }
        System.out.println("closed");
        System.in.read();
        System.exit(7);
    }
}
