package state;

import change.journal.ChangeEntry;
import change.journal.ChangeEvent;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import cli.ExitCode;
import firewall.windows.AuditPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A script that announces one change after the other, until its journal takes no more. */
@Command(name = "fix-firewall")
final class JournalFiller implements Callable<ExitCode> {

    @Override
    public ExitCode call() throws StateException {
        Instant now = Instant.parse("2026-11-22T10:15:00Z");
        StateFolder folder = StateFolder.ofThisProcess().toOptional().orElseThrow();
        try (Journal journal = Journal.open(folder, ChangeKinds.all(), "fix-firewall", now, Duration.ZERO,
                message -> { })) {
            for (int step = 1; step < 1000; step++) {
                journal.write(new ChangeEntry(now, new RunId("20261122-101500-3f9a"), "1." + step, ChangeEvent.INTENDED,
                        "fix-firewall", new AuditPolicy(0, 0), Optional.empty()));
            }
        }
        return ExitCode.OK;
    }
}
