package process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program for tests to start: it does what its first argument says, and needs no shell. */
public final class Child {

    private Child() { }

    static Command command(Duration deadline, String... args) {
        var words = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), Child.class.getName()));
        words.addAll(List.of(args));
        return Command.of(java(), words).within(deadline);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static void main(String... args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "echo" -> {
                var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
                for (int i = 1; i < args.length; i++) {
                    out.println("[" + args[i] + "]");
                }
            }
            case "fail" -> {
                System.err.println("no such thing");
                System.exit(3);
            }
            case "input" -> System.out.println("read " + System.in.read());
            case "hang" -> Thread.sleep(Duration.ofMinutes(5));
            case "flood" -> {
                byte[] much = new byte[1 << 16];
                while (!System.out.checkError()) {
                    System.out.write(much);
                }
            }
            case "grandchild" -> {
                // Inherits our pipes, so that it can hold them open after we are gone.
                var grandchild = new ProcessBuilder(java(), "-cp", System.getProperty("java.class.path"),
                        Child.class.getName(), "hang").inheritIO().start();
                System.out.println(grandchild.pid());
                System.out.flush();
                if (args[1].equals("stay")) {
                    Thread.sleep(Duration.ofMinutes(5));
                }
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
