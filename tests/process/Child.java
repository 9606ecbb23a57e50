package process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import testing.Jvm;
import text.Language;
import text.Words;

/** A program for tests to start: it does what its first argument says, and needs no shell. */
public final class Child {

    private Child() { }

    static Command command(Duration deadline, String... args) {
        List<String> words = Jvm.words(Child.class, args);
        return Command.of(words.getFirst(), words.subList(1, words.size())).within(deadline);
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
            case "start" -> System.out.println(new Exec().run(Command.of(args[1], "--version")).end());
            case "detach" -> System.out.println(new Exec().detach(Command.of(args[1])).map(ProcessHandle::onExit)
                    .map(end -> end.join() != null));
            case "why" -> System.out.println(new Words(Language.ENGLISH).say(new Exec().run(Command.of(args[1]))
                    .failure()));
            case "run" -> System.out.println(new Exec().run(Command.of(args[1],
                    List.of(args).subList(2, args.length))).end());
            case "hang" -> Thread.sleep(Duration.ofMinutes(5));
            case "flood" -> {
                byte[] much = new byte[1 << 16];
                while (!System.out.checkError()) {
                    System.out.write(much);
                }
            }
            case "grandchild" -> {
                // Inherits our pipes, so that it can hold them open after we are gone.
                var grandchild = new ProcessBuilder(Jvm.words(Child.class, "hang")).inheritIO().start();
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
