package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import adb.ReversedPort;
import firewall.Change;
import firewall.windows.AddRule;
import firewall.windows.AuditPolicy;
import firewall.windows.RemoveRule;
import host.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;

/** A journal that any program of the account can write, for a run with an administrator's rights. */
class OtherJournalTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
    private static final RunId RUN = new RunId("20261122-101500-3f9a");
    private static final Change OPENED = new AddRule("runbook-r1-tcp-8000-public", "API", Protocol.TCP, List.of(8000),
            Profile.PUBLIC);

    @Test
    void onlyWhatClosesIsBelieved() {
        Change removed = new RemoveRule("{1}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Name=Any|");
        Change audit = new AuditPolicy(0, 0);
        Change program = new ReversedPort("C:\\Users\\zoe\\evil.exe", "R58M", "Pixel", 8000);
        var journal = OtherJournal.onlyClosing(List.of(done("1.1", OPENED), done("1.2", removed), done("1.3", audit),
                done("1.4", program)));
        assertEquals(List.of(done("1.1", OPENED)), journal.believed());
        assertEquals(List.of(program, audit, removed), journal.unbelieved().stream().map(JournalState.Item::change)
                .toList());
    }

    /** Neither shortens it what others lent, nor is it kept by this. */
    @Test
    void noLeaseIsBelieved() {
        var own = new JournalState(List.of(done("1.1", OPENED), new Lease(NOW, RUN, "fix-firewall", NOW.plusSeconds(60),
                LeasePurpose.CONFIRM)));
        var journal = OtherJournal.onlyClosing(List.of(
                new Lease(NOW.plusSeconds(1), RUN, "fix-firewall", NOW.plusSeconds(9_000_000), LeasePurpose.CONFIRM),
                new LeaseKept(NOW.plusSeconds(2), RUN, "fix-firewall", LeasePurpose.CONFIRM, LeaseKept.By.PERSON)));
        assertEquals(own, journal.with(own));
    }

    @Test
    void whatWasTakenBackLaterByTheOneIsNotInEffectByTheOther() {
        var journal = new OtherJournal(List.of(done("1.1", OPENED)), List.of(), Optional.empty());
        assertEquals(1, journal.with(new JournalState(List.of())).open().size());
        assertEquals(List.of(), journal.with(new JournalState(List.of(done("1.1", OPENED).next(NOW.plusSeconds(1),
                ChangeEvent.UNDONE, "rollback")))).open());
    }

    private static ChangeEntry done(String step, Change change) {
        return new ChangeEntry(NOW, RUN, step, ChangeEvent.DONE, "fix-firewall", change, Optional.empty());
    }
}
