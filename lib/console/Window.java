package console;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import process.Os;

/**
 * The window that a terminal is shown in. Its size is found out anew each time, because people pull at windows.
 *
 * @param size  as it is now
 * @param cheap true where that costs so little that it can be asked several times a second
 */
public record Window(Supplier<ScreenSize> size, boolean cheap) {

    /** A window that stays as it is. */
    public static Window fixed(ScreenSize size) {
        return new Window(() -> size, false);
    }

    /** The window of the terminal that this descriptor is written to. */
    static Window of(int descriptor) {
        Optional<WindowCall> call = WindowCall.of(Os.current());
        return new Window(() -> within(System.getenv(),
                call.flatMap(known -> known.size(descriptor)).or(Terminal::sttySize)), call.isPresent());
    }

    /** {@code COLUMNS} and {@code LINES} are what somebody wants, but more than the window has would not be seen. */
    static ScreenSize within(Map<String, String> environment, Optional<ScreenSize> window) {
        Optional<Integer> columns = Terminal.number(environment.get("COLUMNS"));
        Optional<Integer> rows = Terminal.number(environment.get("LINES"));
        return window.map(real -> new ScreenSize(Math.min(columns.orElse(real.columns()), real.columns()),
                        Math.min(rows.orElse(real.rows()), real.rows())))
                .orElse(new ScreenSize(columns.orElse(ScreenSize.USUAL.columns()),
                        rows.orElse(ScreenSize.USUAL.rows())));
    }
}
