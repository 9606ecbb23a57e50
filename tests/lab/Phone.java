package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import testing.Wait;

/** A phone on the same LAN: it tells what really gets through, whatever anybody concludes from the rules. */
final class Phone implements AutoCloseable {

    /** An empty JVM is up in a tenth of a second. */
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    /** How it tries what does not answer at once, which takes a millisecond here. */
    enum Way {
        /** As an app does, for which TCP sends again after a second what was lost. */
        ONCE(1, 1500),
        /** A packet may be lost, by a service that comes round to no more of them: another connection is sooner. */
        TWICE(2, 400);

        private final int connections;
        private final int connectMillis;

        Way(int connections, int connectMillis) {
            this.connections = connections;
            this.connectMillis = connectMillis;
        }
    }

    private final Process agent;
    private final BufferedReader answers;

    private Phone(Process agent) {
        this.agent = agent;
        this.answers = agent.inputReader();
    }

    static Phone start(Path folder, ClassPath classPath) throws IOException {
        var words = new ArrayList<>(List.of("unshare", "--net"));
        words.addAll(classPath.java(PhoneAgent.class.getName(), List.of()));
        Process agent = new ProcessBuilder(words)
                .redirectError(folder.resolve("phone.log").toFile())
                .start();
        var phone = new Phone(agent);
        try {
            if (!"ready".equals(phone.line(START_LIMIT))) {
                throw new IOException("no phone: " + Files.readString(folder.resolve("phone.log")));
            }
            return phone;
        } catch (IOException | RuntimeException e) {
            phone.close();
            throw e;
        }
    }

    /** A process in the phone's network namespace. */
    long pid() {
        return agent.pid();
    }

    /** What each port of the inventory answers, all asked at once. */
    synchronized Map<Integer, Answer> ask(String address, Way way, Duration patience) {
        var question = new StringBuilder(address).append(' ').append(way.connections).append(' ')
                .append(way.connectMillis).append(' ').append(patience.toMillis());
        for (LabService service : LabService.values()) {
            for (int port : service.ports()) {
                question.append(service.http() ? " http:" : " raw:").append(port);
            }
        }
        try {
            agent.outputWriter().append(question).append('\n').flush();
            String[] words = line(patience.plus(START_LIMIT)).split(" ");
            var all = new TreeMap<Integer, Answer>();
            int i = 0;
            for (LabService service : LabService.values()) {
                for (int port : service.ports()) {
                    all.put(port, Answer.valueOf(words[i++]));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line(Duration limit) throws IOException {
        Wait.until("the phone", limit, () -> answers.ready() || !agent.isAlive());
        String line = answers.readLine();
        return line == null ? "" : line;
    }

    @Override
    public void close() {
        Machine.end(agent);
    }
}
