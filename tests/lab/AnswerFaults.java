package lab;

import static lab.Answer.CLOSED;
import static lab.Answer.DROPPED;
import static lab.Answer.OK;
import static lab.Answer.REFUSED;
import static lab.Answer.SILENT;
import static lab.World.PROCESSES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import testing.Wait;

/** Answers that lead elsewhere, that do not end, that are in another protocol, and names that only this machine knows. */
final class AnswerFaults {

    private static final LabService API = LabService.API;

    /** The path that is asked for, and the request read to its end. */
    private static final String REQUEST = """
            #!/bin/sh
            cr=$(printf '\\r')
            read -r method path version
            while IFS= read -r line && [ "$line" != "$cr" ]; do :; done
            """;

    private static final String WELL =
            "printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok'\n";

    private AnswerFaults() {
    }

    static List<Fault> all() {
        return List.of(
                Fault.of("a redirect to localhost", PROCESSES, leading("http://localhost:8000/ok"))
                        .phone(REFUSED, 8000).expect("address", "redirects-to-localhost")
                        .says("http://localhost:8000/ok"),

                Fault.of("a redirect to 127.0.0.1", PROCESSES, leading("http://127.0.0.1:8000/ok"))
                        .phone(REFUSED, 8000).expect("address", "redirects-to-localhost")
                        .says("http://127.0.0.1:8000/ok"),

                Fault.of("a redirect to HTTPS where nobody is", PROCESSES, leading("https://192.168.1.44/health"))
                        .phone(REFUSED, 8000).expect("address", "redirects-elsewhere")
                        .says("https://192.168.1.44/health", "connection refused"),

                Fault.of("a redirect to another port where nobody is", PROCESSES,
                        leading("http://192.168.1.44:8099/health"))
                        .phone(REFUSED, 8000).expect("address", "redirects-elsewhere").says(":8099/health"),

                Fault.of("a redirect to another port that answers", PROCESSES,
                        leading("http://192.168.1.44:8001/health"))
                        .phone(OK, 8000).warns("redirects-elsewhere").says(":8001/health"),

                Fault.of("a redirect to another machine", PROCESSES, leading("http://192.168.1.57:8000/health"))
                        .phone(DROPPED, 8000).warns("redirects-elsewhere").says("192.168.1.57"),

                Fault.of("a redirect to another path", PROCESSES, leading("/health/")),

                Fault.of("a redirect to another path, with the whole address", PROCESSES,
                        leading("http://192.168.1.44:8000/health/")),

                Fault.of("a body that stops half-way", PROCESSES, saying("""
                        printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n0123456789'
                        sleep 60
                        """)).phone(SILENT, 8000).expect("loopback", "no-answer").says("10 of 1000 bytes"),

                Fault.of("a body that never ends", PROCESSES, saying("""
                        printf 'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n'
                        while printf '1\\r\\nx\\r\\n'; do sleep 0.1; done
                        """)).phone(SILENT, 8000).expect("loopback", "no-answer").says("no end"),

                Fault.of("a body that breaks off", PROCESSES, saying("""
                        printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n0123456789'
                        """)).phone(CLOSED, 8000).expect("loopback", "unhealthy-answer")
                        .says("cut off after 10 of 1000 bytes"),

                Fault.of("an event stream", PROCESSES, saying("""
                        printf 'HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\n\\r\\n'
                        while printf 'data: x\\n\\n'; do sleep 0.1; done
                        """)),

                Fault.of("a body in chunks", PROCESSES, saying("""
                        printf 'HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nok\\r\\n0\\r\\n\\r\\n'
                        """)),

                Fault.of("a body that ends with its connection", PROCESSES,
                        saying("printf 'HTTP/1.0 200 OK\\r\\n\\r\\nok'\n")),

                Fault.of("TLS on a port that is asked in plain words", PROCESSES, AnswerFaults::tls)
                        .phone(CLOSED, 8000).expect("loopback", "port-speaks-tls"),

                Fault.of("a name of the hosts file", PROCESSES, lab -> {
                    Path hosts = write(lab, "hosts", "127.0.0.1 localhost\n" + Lab.ADDRESS + " phone-api.test\n");
                    lab.machine().must("mount", "--bind", hosts.toString(), "/etc/hosts");
                    return () -> lab.machine().must("umount", "/etc/hosts");
                }).appExpects("phone-api.test").phone(OK).warns("address-in-hosts-file").says("phone-api.test"));
    }

    /** The health URL answers with a redirect there; all else is well. */
    static Fault.Injection leading(String to) {
        return saying("if [ \"$path\" = /health ]; then printf 'HTTP/1.1 302 Found\\r\\nLocation: " + to
                + "\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n'\nexit\nfi\n" + WELL);
    }

    static Fault.Injection saying(String script) {
        return lab -> served(lab, "busybox", "nc", "-ll", "-p", "8000", "-e",
                write(lab, "answers", REQUEST + script).toString());
    }

    static Fault.Heal tls(Lab lab) {
        Path key = lab.folder().resolve("key.pem");
        lab.machine().must("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-subj", "/CN=Lab", "-keyout", key.toString(), "-out", key + ".crt");
        return served(lab, "openssl", "s_server", "-quiet", "-accept", "8000", "-key", key.toString(), "-cert",
                key + ".crt", "-www");
    }

    private static Fault.Heal served(Lab lab, String... words) {
        end(lab);
        lab.process(API, words);
        lab.awaitListener(8000);
        return () -> {
            end(lab);
            lab.start(API);
        };
    }

    /** A process that was ended may hold its port for a moment more. */
    private static void end(Lab lab) {
        lab.end(API);
        Wait.until("port 8000 to be free", Docker.STATE_LIMIT, () -> !lab.machine().sockets().listenOn(8000));
    }

    private static Path write(Lab lab, String name, String text) {
        try {
            Path file = Files.writeString(lab.folder().resolve(name), text);
            file.toFile().setExecutable(true, false);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
