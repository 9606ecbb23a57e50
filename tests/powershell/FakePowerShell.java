package powershell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import process.Command;
import testing.Jvm;
import testing.Project;

/**
 * A stand-in for {@code powershell.exe}: it runs no PowerShell, it answers as a capture or the documentation says that
 * the real one does. Its first argument says how, its second names a folder, the others are those of the real one.
 */
public final class FakePowerShell {
    private static final PrintStream OUT = System.out;

    private FakePowerShell() { }

    enum Manner {
        ASKED, UTF8, OEM, UTF16, BYTE_ORDER_MARK, PROGRESS, NOISE, TWICE, LARGE, NULL, REFUSED, ANSWER_AND_HANG,
        DENIED, DENIED_OUTSIDE, CLIXML_ERROR, CUT, TWICE_AND_CUT, NOTHING, KILLED, LIST, FLOOD, HANG, SLEEP
    }

    /** How to start it. */
    static List<String> words(Manner manner, Path folder) {
        return Jvm.words(FakePowerShell.class, manner.name(), folder.toString());
    }

    /** The same command with this in the place of {@code powershell.exe}. */
    static Command instead(Command command, Manner manner, Path folder) {
        var words = new ArrayList<>(words(manner, folder));
        words.addAll(command.args());
        return command.by(words);
    }

    public static void main(String... args) throws IOException, InterruptedException {
        switch (Manner.valueOf(args[0])) {
            case ASKED -> asked(List.of(args).subList(2, args.length));
            case UTF8 -> OUT.write(answer("\"Café – 日本\"").getBytes(StandardCharsets.UTF_8));
            case OEM -> OUT.write(answer("\"Zugriff für Gäste\"").getBytes(Charset.forName("IBM850")));
            case UTF16 -> {
                OUT.write(new byte[] {(byte) 0xFF, (byte) 0xFE});
                OUT.write(answer("\"é\"").getBytes(StandardCharsets.UTF_16LE));
            }
            case BYTE_ORDER_MARK -> OUT.write(("\uFEFF" + answer("\"é\"")).getBytes(StandardCharsets.UTF_8));
            case PROGRESS -> {
                System.err.write(Project.fixture("powershell/clixml-progress-on-stderr.txt"));
                say(answer("true"));
            }
            case CLIXML_ERROR -> fail("powershell/clixml-error-on-stderr-truncated.txt");
            case DENIED -> {
                say("runbook-begin {\"error\":\"Windows System Error 5,Set-NetFirewallRule\","
                        + "\"message\":\"Acc\\u00e8s refus\\u00e9. \"} runbook-end\r\n");
                System.exit(1);
            }
            case DENIED_OUTSIDE -> fail("powershell/netfirewallrule-access-denied-stderr.txt");
            case REFUSED -> say(answer("{\"error\":1223,\"started\":false,\"exit\":null}"));
            case HANG -> hang(Path.of(args[1]));
            case ANSWER_AND_HANG -> {
                say(answer("true"));
                hang(Path.of(args[1]));
            }
            case CUT -> say("runbook-begin {\"answer\":{\"elev");
            case NOTHING -> { }
            case KILLED -> System.exit(5);
            case TWICE -> say(answer("1") + answer("2"));
            case TWICE_AND_CUT -> say(answer("1") + "runbook-begin {\"answer\":");
            case NOISE -> say("Windows PowerShell\r\nCopyright (C) Microsoft Corporation.\r\n\r\n"
                    + "PS C:\\> [Console]::Out.WriteLine('runbook-begin ' + $ascii + ' runbook-end')\r\n"
                    + "Loading personal and system profiles took 912ms.\r\n" + answer("true") + "bye\r\n");
            case LARGE -> say(answer("\"" + "x".repeat(4_000_000) + "\""));
            case FLOOD -> {
                byte[] much = new byte[1 << 16];
                while (!OUT.checkError()) {
                    OUT.write(much);
                }
            }
            case NULL -> say(answer("null"));
            case LIST -> say("runbook-begin [1] runbook-end\r\n");
            case SLEEP -> Thread.sleep(Duration.ofMinutes(5));
        }
        OUT.flush();
    }

    private static String answer(String json) {
        return "runbook-begin {\"answer\":" + json + "} runbook-end\r\n";
    }

    private static void say(String ascii) {
        OUT.print(ascii);
        OUT.flush();
    }

    /** How it was asked: its options, whether it is given the scripts, and the question. */
    private static void asked(List<String> options) {
        say(answer("{\"options\":\"" + String.join(" ", options.subList(0, options.size() - 1))
                + "\",\"script\":" + options.getLast().startsWith("$ErrorActionPreference = 'Stop'") + ",\"data\":"
                + System.getenv("RUNBOOK_REQUEST") + "}"));
    }

    private static void fail(String capture) throws IOException {
        System.err.write(Project.fixture(capture));
        System.err.flush();
        System.exit(1);
    }

    /** Never ends by itself, nor does the program that it started; {@code pids} in the folder says who they are. */
    private static void hang(Path folder) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(words(Manner.SLEEP, folder)).inheritIO().start();
        Path whole = Files.writeString(folder.resolve("pids.new"), ProcessHandle.current().pid() + "\n" + child.pid()
                + "\n");
        Files.move(whole, folder.resolve("pids"));
        Thread.sleep(Duration.ofMinutes(5));
    }
}
