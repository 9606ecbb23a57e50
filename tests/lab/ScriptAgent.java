package lab;

import cli.ExitCode;
import cli.Prompt;
import cli.Script;
import console.Streams;
import console.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Rollback;
import runbook.Verify;

/**
 * Runs scripts on the lab's machine, one after the other in one JVM, each as if the process were its own. It reads
 * from its standard input how many words come and then the words, a script's class and its arguments. It answers on
 * its standard output with the exit code, and with what the script wrote to its output and to its errors, each after
 * its length in bytes. All of it has the form of {@link DataOutputStream}.
 */
public final class ScriptAgent {

    /** As each script's own {@code main} makes it. */
    private static final Map<String, Supplier<Callable<ExitCode>>> SCRIPTS = Map.of(
            "runbook.Diagnose", Diagnose::new,
            "runbook.Verify", Verify::new,
            "runbook.FixFirewall", () -> new FixFirewall(Prompt.ofTerminal()),
            "runbook.Rollback", () -> new Rollback(Prompt.ofTerminal()),
            "runbook.Monitor", Monitor::new);

    /** What a process begins with, which a script may change for the rest of it. */
    private record Beginning(InputStream in, PrintStream out, PrintStream err, Properties properties, Locale locale) {

        static Beginning here() {
            return new Beginning(System.in, System.out, System.err, (Properties) System.getProperties().clone(),
                    Locale.getDefault());
        }

        void again() {
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
            System.setProperties((Properties) properties.clone());
            Locale.setDefault(locale);
        }
    }

    private ScriptAgent() {
    }

    public static void main(String... none) throws IOException {
        var beginning = Beginning.here();
        var in = new DataInputStream(beginning.in);
        // Nothing else may come between: whatever a script prints goes where it is caught.
        var answers = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        try {
            while (true) {
                List<String> words = words(in);
                var out = new ByteArrayOutputStream();
                var err = new ByteArrayOutputStream();
                System.setIn(new ByteArrayInputStream(new byte[0]));
                Streams streams = Streams.of(out, beginning.out.charset(), Terminal.none(),
                        err, beginning.err.charset(), Terminal.none());
                int code = Script.execute(SCRIPTS.get(words.getFirst()).get(), streams,
                        words.subList(1, words.size()).toArray(String[]::new));
                streams.out().flush();
                streams.err().flush();
                beginning.again();
                answer(answers, code, out, err);
            }
        } catch (EOFException e) {
            // Whatever threads are left: this process ends with its input.
            System.exit(0);
        }
    }

    private static List<String> words(DataInputStream in) throws IOException {
        var words = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            words.add(in.readUTF());
        }
        return words;
    }

    private static void answer(DataOutputStream to, int code, ByteArrayOutputStream... said) throws IOException {
        to.writeInt(code);
        for (ByteArrayOutputStream text : said) {
            to.writeInt(text.size());
            text.writeTo(to);
        }
        to.flush();
    }
}
