package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What one run of a program cost.
 *
 * @param cpu     user and system time of the program and of what it started and waited for; zero where nobody knows
 * @param peakMiB most memory it had in use at a time, 0 where nobody knows
 */
record Measured(int exit, Duration wall, Duration cpu, double peakMiB) {
    private static final Path OWN = Path.of("/proc/self/stat");

    /** USER_HZ of Linux: what proc(5) counts in, whatever the kernel's own clock. */
    private static final int TICKS_A_SECOND = 100;

    /** Often enough to see the peak of a process that lives for a second; reading costs the process nothing. */
    private static final Duration LOOK = Duration.ofMillis(5);

    static boolean knowsCpu() {
        return Files.isReadable(OWN);
    }

    /** Runs the program to its end; what it writes is dropped. One at a time: the CPU time of children is a sum. */
    static Measured of(List<String> command) {
        return of(new ProcessBuilder(command));
    }

    static Measured of(ProcessBuilder program) {
        try {
            Duration before = cpuOfChildren();
            long begin = System.nanoTime();
            Process process = program.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            double peak = 0;
            while (!process.waitFor(LOOK)) {
                peak = Math.max(peak, peak(process));
            }
            Duration wall = Duration.ofNanos(System.nanoTime() - begin);
            return new Measured(process.exitValue(), wall, cpuOfChildren().minus(before), peak);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code cutime} and {@code cstime} of proc_pid_stat(5): of children that ended, kept by the kernel. */
    private static Duration cpuOfChildren() throws IOException {
        if (!knowsCpu()) {
            return Duration.ZERO;
        }
        String stat = Files.readString(OWN);
        // The name, in parentheses, may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }

    /** {@code VmHWM:    98304 kB} of proc_pid_status(5): the peak so far, which never falls. */
    private static double peak(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0).findFirst().orElse(0);
        } catch (IOException e) {
            // It has just ended, or this is no Linux.
            return 0;
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (cpu %s, %.0f MiB)", Bench.seconds(wall), Bench.seconds(cpu), peakMiB);
    }
}
