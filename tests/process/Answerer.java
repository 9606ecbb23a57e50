package process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import testing.Jvm;

/**
 * A program for tests that answers one question after the other, see {@link Request}; a question is its mark and what
 * to do. With an argument it is somebody who asks such a program: it says who that is, and does what the argument says.
 */
public final class Answerer {

    private Answerer() { }

    /** A question to one that may be running. */
    static Command question(Duration deadline, String what) {
        List<String> words = Jvm.words(Answerer.class);
        String mark = "mark-" + UUID.randomUUID();
        return new Command(words.getFirst(), words.subList(1, words.size()), Map.of(), deadline)
                .asking(new Request("ANSWERER", mark + " " + what, mark));
    }

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length > 0) {
            ask(args[0]);
            return;
        }
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = System.getenv("ANSWERER"); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 3);
            say(words[0] + " taken\n");
            int code = answer(words[0], words[1], words.length > 2 ? words[2] : "");
            say(words[0] + " " + code + "\n");
            if (words[1].equals("last")) {
                // As long as a program may need to end: who asks meanwhile is not heard.
                Thread.sleep(Duration.ofMillis(500));
                System.exit(0);
            }
        }
    }

    private static int answer(String mark, String what, String with) throws IOException, InterruptedException {
        switch (what) {
            case "pid", "last" -> say(ProcessHandle.current().pid() + "\n");
            case "say" -> say(with);
            case "fail" -> {
                System.err.println("no such thing");
                return Integer.parseInt(with);
            }
            case "noise" -> say("mark-other 0\n" + mark + "\n" + mark + " 0 x\n" + mark + " x\n" + mark.substring(1)
                    + " 0\nPS> ");
            case "pause" -> {
                append(with);
                Thread.sleep(Duration.ofSeconds(3));
            }
            case "wait" -> {
                append(with + ".begun");
                while (!Files.exists(Path.of(with))) {
                    Thread.sleep(10);
                }
            }
            case "hang" -> {
                append(with);
                var child = new ProcessBuilder(Jvm.words(Child.class, "hang")).inheritIO().start();
                say(ProcessHandle.current().pid() + " " + child.pid() + "\n");
                Thread.sleep(Duration.ofMinutes(5));
            }
            case "die" -> {
                append(with);
                say("half an ans");
                System.err.println("why");
                System.exit(7);
            }
            case "deaf" -> {
                say(ProcessHandle.current().pid() + "\n" + mark + " 0\n");
                Thread.sleep(Duration.ofMinutes(5));
            }
            case "flood" -> {
                byte[] much = new byte[1 << 16];
                while (!System.out.checkError()) {
                    System.out.write(much);
                }
            }
            default -> throw new IllegalArgumentException(what);
        }
        return 0;
    }

    private static void append(String file) throws IOException {
        Files.writeString(Path.of(file), "asked\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void say(String text) {
        System.out.print(text);
        System.out.flush();
    }

    private static void ask(String then) throws InterruptedException {
        var world = new LiveWorld();
        Command who = question(Duration.ofMinutes(2), "pid");
        say(world.run(who).outText());
        switch (then) {
            case "exit" -> System.exit(0);
            case "stay" -> Thread.sleep(Duration.ofMinutes(5));
            case "return" -> { }
            case "again" -> {
                say(world.run(question(Duration.ofMinutes(1), "last")).outText());
                // More than a pipe of Windows holds, and less than what the JDK keeps for it.
                say(world.run(question(Duration.ofMinutes(1), "say heard" + ".".repeat(6000))).outText());
                System.exit(0);
            }
            case "late" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> say(world.run(who).outText())));
                System.exit(0);
            }
            default -> throw new IllegalArgumentException(then);
        }
    }
}
