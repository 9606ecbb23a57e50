package testing;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a stack trace that helps: message, frames of this project, and the same for each cause. */
public final class Trace {
    /** Machinery between our code and the runner; a frame of it never says what went wrong. */
    private static final Set<String> MACHINERY = Set.of("org.junit.", "java.", "jdk.", "sun.");
    private static final int FRAMES_SHOWN = 12;

    private Trace() {
    }

    public static String of(Throwable thrown) {
        var text = new StringBuilder();
        var seen = new HashSet<Throwable>();
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "caused by ").append(headline(cause)).append('\n').append(frames(cause));
            for (Throwable also : cause.getSuppressed()) {
                text.append("also ").append(headline(also)).append('\n').append(frames(also));
            }
        }
        return text.toString();
    }

    private static String headline(Throwable cause) {
        return cause instanceof AssertionError && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    /** All frames when none is ours: then the fault lies in the machinery after all. */
    private static String frames(Throwable cause) {
        var ours = Arrays.stream(cause.getStackTrace())
                .filter(frame -> MACHINERY.stream().noneMatch(frame.getClassName()::startsWith)).toList();
        return (ours.isEmpty() ? Arrays.asList(cause.getStackTrace()) : ours).stream().limit(FRAMES_SHOWN)
                .map(frame -> "    at " + frame.getClassName() + "." + frame.getMethodName()
                        + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")\n")
                .collect(Collectors.joining());
    }
}
