package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** A phone on the same LAN: it tells what really gets through, whatever anybody concludes from the rules. */
final class Phone implements AutoCloseable {

    /** An empty JVM is up in a tenth of a second. */
    private static final Duration START_LIMIT = Duration.ofSeconds(10);

    private final Process agent;
    private final BufferedReader answers;

    private Phone(Process agent) {
        this.agent = agent;
        this.answers = agent.inputReader();
    }

    static Phone start(Path folder, String classPath) throws IOException {
        String jvm = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process agent = new ProcessBuilder("unshare", "--net", jvm, "-Xshare:auto", "-XX:TieredStopAtLevel=1",
                "-cp", classPath, PhoneAgent.class.getName())
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
    synchronized Map<Integer, Answer> ask(String address, Duration patience) {
        var question = new StringBuilder(address).append(' ').append(patience.toMillis());
        for (StandIn service : StandIn.values()) {
            for (int port : service.ports()) {
                question.append(service.http() ? " http:" : " raw:").append(port);
            }
        }
        try {
            agent.outputWriter().append(question).append('\n').flush();
            String[] words = line(patience.plus(START_LIMIT)).split(" ");
            var all = new TreeMap<Integer, Answer>();
            int i = 0;
            for (StandIn service : StandIn.values()) {
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
