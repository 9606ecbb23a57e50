package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The one image of all containers: a static busybox and a few handlers, each of which serves one connection on its
 * standard input and output. {@code nc -ll -e} starts one for every connection it accepts.
 */
final class Image {

    static final String NAME = "runbook-lab";

    private static final List<String> APPLETS =
            List.of("sh", "nc", "httpd", "sleep", "cat", "printf", "true", "false", "tail", "echo");

    private static final String READ_REQUEST = """
            #!/bin/sh
            cr=$(printf '\\r')
            while IFS= read -r line && [ "$line" != "$cr" ]; do :; done
            """;

    private static final String OK = READ_REQUEST + """
            printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 15\\r\\nConnection: close\\r\\n\\r\\n{"status":"ok"}'
            """;

    private static final String BUSY = READ_REQUEST + """
            printf 'HTTP/1.1 503 Service Unavailable\\r\\nContent-Length: 4\\r\\nConnection: close\\r\\n\\r\\nbusy'
            """;

    private static final String OTHER = READ_REQUEST + """
            printf 'HTTP/1.1 404 Not Found\\r\\nContent-Length: 4\\r\\nConnection: close\\r\\n\\r\\nnope'
            """;

    /** Reads until the other side closes, and never says a word. */
    private static final String HOLD = """
            #!/bin/sh
            exec cat >/dev/null
            """;

    /** Accepts and hangs up. */
    private static final String CLOSE = """
            #!/bin/sh
            exit 0
            """;

    private static final Map<String, String> HANDLERS = Map.of(
            "ok", OK,
            "busy", BUSY,
            "other", OTHER,
            "hold", HOLD,
            "close", CLOSE,
            "slow", OK.replace("printf 'HTTP", "sleep 5\nprintf 'HTTP"));

    private Image() {
    }

    /** Writes the image's files; processes of the machine itself use the handlers from here, too. */
    static Path write(Path folder, Path busybox) throws IOException {
        Path root = Files.createDirectories(folder.resolve("image"));
        Path bin = Files.createDirectories(root.resolve("bin"));
        Files.copy(busybox, bin.resolve("busybox"));
        bin.resolve("busybox").toFile().setExecutable(true, false);
        for (String applet : APPLETS) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Path handlers = Files.createDirectories(root.resolve("h"));
        for (var handler : HANDLERS.entrySet()) {
            Path file = handlers.resolve(handler.getKey());
            Files.writeString(file, handler.getValue());
            file.toFile().setExecutable(true, false);
        }
        Files.writeString(Files.createDirectories(root.resolve("www")).resolve("health"), "{\"status\":\"ok\"}");
        return root;
    }
}
