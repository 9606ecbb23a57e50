package docker;

import java.util.regex.Pattern;

/**
 * Tells from the client's words whether the engine is down or closed to us. The words differ by version:
 *
 * <pre>
 * Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
 * failed to connect to the docker API at unix:///run/docker.sock; check if the path is correct and if the daemon …
 * permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: …
 * error during connect: … open //./pipe/docker_engine: The system cannot find the file specified.
 * </pre>
 */
final class DockerErrors {
    /** On Windows the tail is the system's own text: English and French are known here. */
    private static final Pattern NO_PERMISSION = Pattern.compile("permission denied while trying to connect"
            + "|dial unix .*: permission denied|open //\\./pipe/[^:]*: (?:Access is denied|Acc.{1,2}s refus)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NOT_RUNNING = Pattern.compile("cannot connect to the docker daemon"
            + "|failed to connect to the docker api"
            + "|error during connect:.*(?:docker daemon is not running|open //\\./pipe/)"
            + "|dial unix .*: (?:connect: )?(?:no such file or directory|connection refused)"
            + "|docker desktop is (?:unable to start|not running|starting)",
            Pattern.CASE_INSENSITIVE);

    private DockerErrors() { }

    static boolean isNoPermission(String err) {
        return NO_PERMISSION.matcher(err).find();
    }

    static boolean isNotRunning(String err) {
        return NOT_RUNNING.matcher(err).find();
    }
}
