package host.windows.tasks;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One task as {@code schtasks /query /v /fo LIST} shows it, for where PowerShell may not be asked. Its labels and
 * dates are in the language of Windows, so it is read by shape: the first value that begins with a backslash is the
 * name, {@code TaskName:       \restore}, the next one the next start, and the first whole number after them is the
 * last result, behind the last start: {@code Last Result:          267009}.
 *
 * @param nextRun in Windows' words, {@code N/A} in English where there is none
 * @param lastRun in Windows' words
 */
public record TaskListing(String name, String nextRun, String status, String lastRun, long lastResult) {
    private static final Pattern LINE = Pattern.compile("[^:]+:\\s+(\\S.*)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,10}");

    /** Empty where the text is no such list. */
    public static Optional<TaskListing> read(String text) {
        List<String> values = text.lines().map(LINE::matcher).filter(Matcher::matches)
                .map(line -> line.group(1).strip()).toList();
        int name = 0;
        while (name < values.size() && !values.get(name).matches("\\\\.+")) {
            name++;
        }
        int result = name + 3;
        while (result < values.size() && !NUMBER.matcher(values.get(result)).matches()) {
            result++;
        }
        if (result >= values.size() || result < name + 4) {
            return Optional.empty();
        }
        return Optional.of(new TaskListing(values.get(name), values.get(name + 1), values.get(name + 2),
                values.get(result - 1), Long.parseLong(values.get(result))));
    }
}
