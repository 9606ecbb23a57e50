package monitor.schedule;

import fuzz.Sound;
import fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The tables and files of a scheduler, in which others write too. */
public final class ScheduleTargets {
    private static final LaunchCommand LAUNCH = new LaunchCommand("/usr/lib/jvm/25/bin/java", List.of(),
            "/srv/a b/monitor.jar", List.of("--every", "30s"));
    private static final String HALF = CronTable.with("", LAUNCH).replace("# runbook monitor, end\n", "");

    private ScheduleTargets() { }

    public static List<Target> all() {
        return List.of(
                Target.ofTexts("crontab", List.of("MAILTO=me\n0 5 * * * backup\n", HALF + "0 5 * * * backup\n",
                        CronTable.with("@daily a\n", LAUNCH)), bytes -> {
                            String table = new String(bytes, StandardCharsets.UTF_8);
                            Sound.value(CronTable.entry(table));
                            putAndTakeOut(CronTable.without(table));
                        }),
                Target.ofTexts("systemd-unit", List.of(SystemdUnit.text(LAUNCH)),
                        bytes -> Sound.value(SystemdUnit.launch(new String(bytes, StandardCharsets.UTF_8)))));
    }

    /** What others wrote stays, to the byte, but for the line end that their last line lacks. */
    private static void putAndTakeOut(String table) {
        if (CronTable.entry(table).isPresent()) {
            return;
        }
        String with = CronTable.with(table, LAUNCH);
        String whole = table.isEmpty() || table.endsWith("\n") ? table : table + "\n";
        if (!CronTable.without(with).equals(whole) || !CronTable.with(with, LAUNCH).equals(with)
                || !CronTable.entry(with).equals(Optional.of(Optional.of(LAUNCH)))) {
            throw new AssertionError(table + "\nbecame\n" + with + "\nand then\n" + CronTable.without(with));
        }
    }
}
