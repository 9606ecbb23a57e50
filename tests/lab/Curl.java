package lab;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import process.Command;
import process.Exec;
import process.Ran;

/** What {@code curl} gets on a device, where an app would follow redirects too: the truth that others are held against. */
final class Curl {

    /** Longer than the slowest service takes, which is 5 s. */
    private static final int PATIENCE = 8;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Curl() {
    }

    /** @param device a process in its network namespace */
    static String ask(long device, String url) {
        Ran ran = new Exec().run(Command.of("nsenter", List.of("--target", Long.toString(device), "--net", "--",
                "curl", "-q", "--silent", "--location", "--noproxy", "*", "--max-time", Integer.toString(PATIENCE),
                "--output", "/dev/null", "--write-out", "%{http_code} %{time_connect}", url)).within(LIMIT));
        int code = ran.end() instanceof Ran.Exited(int exited) ? exited : -1;
        String[] words = ran.outText().split(" ");
        String status = words[0].equals("000") ? "" : words[0];
        String why = switch (code) {
            case 0 -> "";
            case 1 -> "no HTTP";
            case 7 -> "no connection";
            case 28 -> Double.parseDouble(words[1]) == 0 ? "no connection in " + PATIENCE + " s"
                    : "not done in " + PATIENCE + " s";
            case 35 -> "no TLS";
            case 52 -> "closed without a byte";
            case 56 -> "reset";
            case 60 -> "unknown certificate";
            default -> "curl " + code;
        };
        return status.isEmpty() || why.isEmpty() ? status + why : status + ", " + why;
    }

    /** The same so many times, one after the other. */
    static String ask(long device, String url, int times) {
        return IntStream.range(0, times).mapToObj(i -> ask(device, url)).collect(Collectors.joining("; "));
    }
}
