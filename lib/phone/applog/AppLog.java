package phone.applog;

import java.util.List;

/**
 * A log, as far as it was understood.
 *
 * @param lines all of it
 * @param rest  the lines in which no failure was found that is known
 */
record AppLog(List<AppFailure> failures, List<LogLine> lines, List<LogLine> rest) {
    AppLog {
        failures = List.copyOf(failures);
        lines = List.copyOf(lines);
        rest = List.copyOf(rest);
    }
}
