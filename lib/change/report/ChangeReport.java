package change.report;

import change.elevate.ElevatedRun;
import change.journal.Damage;
import change.journal.JournalState;
import change.journal.Lease;
import change.journal.LeasePurpose;
import change.journal.RunId;
import change.lease.LeaseKeeper;
import change.lease.LeaseStatus;
import change.lease.LeaseTerms;
import change.plan.ApplyCheck;
import change.plan.PersistStep;
import change.plan.Plan;
import change.plan.RollbackResult;
import console.Look;
import console.Spoken;
import console.Wrap;
import firewall.Change;
import inventory.Source;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import json.Json;
import json.JsonBuilder;
import json.JsonDocument;
import json.JsonOutput;
import path.Diagnosis;
import process.Moment;
import process.Os;
import report.JsonReport;
import text.Message;
import text.Words;

/**
 * Shows plans, what became of them and what was taken back, in the form asked for: text as soon as there is something
 * to say, JSON as one document at the end.
 *
 * @param err        progress and demands
 * @param json       where one JSON document goes in place of text; empty for text
 * @param everything with the rules that let in what gets in already
 * @param spoken     of texts; a document holds everything
 */
public record ChangeReport(Words words, Look look, Os os, PrintWriter out, PrintWriter err, Optional<JsonOutput> json,
        boolean everything, Spoken spoken, JsonDocument document, String journal) {

    private static final String INDENT = "    ";

    /** The same where nobody is asked: what is to be done need not be shown for that. */
    public ChangeReport agreedInAdvance(boolean agreed) {
        return agreed && spoken == Spoken.WRONG_OR_ASKED ? new ChangeReport(words, look, os, out, err, json, everything,
                Spoken.WRONG, document, journal) : this;
    }

    /** The same where the run ends before its document: what would be in it is said on the side. */
    public ChangeReport withoutDocument() {
        return json.isEmpty() ? this : new ChangeReport(words, look, os, err, err, Optional.empty(), everything,
                spoken, document, journal);
    }

    /** Progress, for the eyes of whoever waits. */
    public void say(Message text) {
        if (spoken == Spoken.ALL) {
            warn(text);
        }
    }

    /** What should be known however quiet it is to be. */
    public void warn(Message text) {
        Wrap.lines(words.say(text), look.width(), "", "").forEach(err::println);
    }

    /**
     * Tells how a process with an administrator's rights has ended.
     *
     * @param elevated the same by hand
     * @return false where it surely did nothing; else one has to look
     */
    public boolean mayHaveRun(ElevatedRun.Outcome outcome, Supplier<String> elevated) {
        return switch (outcome) {
            case ElevatedRun.Refused refused -> {
                demand(Message.of("change.elevate-refused"), elevated.get());
                yield false;
            }
            case ElevatedRun.NotStarted(Message why) -> {
                demand(Message.of("change.elevate-failed", why), elevated.get());
                yield false;
            }
            case ElevatedRun.Ended ended -> {
                if (ended.document().isEmpty()) {
                    warn(Message.of("change.elevate-silent"));
                }
                ended.problem().ifPresent(problem -> warn(Message.verbatim(problem)));
                yield true;
            }
            case ElevatedRun.Unclear(Message why) -> {
                warn(Message.of("change.elevate-lost", why));
                yield true;
            }
        };
    }

    /** A command that leads on, beneath the plan. */
    public void hint(Message text, String command) {
        if (spoken != Spoken.ALL) {
            return;
        }
        print(List.of(words.say(text), INDENT + command));
    }

    /** A command that leads on from an answer that is one without it. */
    public void advise(Message text, String command) {
        if (spoken == Spoken.ALL) {
            demand(text, command);
        }
    }

    /** A command without which it does not go on. */
    public void demand(Message text, String command) {
        warn(text);
        err.println(INDENT + Words.printable(command));
    }

    /**
     * The plan, before anybody agrees to it.
     *
     * @param wayBack with how each step is undone; {@code -v} shows it in any case
     */
    public void plan(Plan plan, Diagnosis.Machine machine, Source source, boolean wayBack) {
        if (spoken != Spoken.ALL && plan.verdict() == Plan.Verdict.NOTHING_TO_DO) {
            return;
        }
        print(new PlanText(words, look, os, everything, spoken).plan(plan, machine, source, wayBack || everything));
    }

    /**
     * @param told     true where progress has named each change already, unless it is quiet
     * @param rollback the command that takes it back; empty where it is yet to be seen whether it stays
     */
    public void aftermath(ApplyCheck applyCheck, boolean told, Optional<String> rollback) {
        print(new PlanText(words, look, os, everything, spoken)
                .aftermath(applyCheck, told && spoken == Spoken.ALL && !everything, rollback,
                journal));
    }

    /**
     * What is to be done for a restart, before anybody agrees to it.
     *
     * @param wayBack with how it is undone; {@code -v} shows it in any case
     */
    public void persistPlan(List<PersistStep> steps, boolean wayBack) {
        print(new PersistText(words, look, os, spoken).plan(steps, wayBack || everything));
    }

    /** What became of that. */
    public void persisted(List<PersistStep> steps) {
        print(new PersistText(words, look, os, spoken).result(steps));
    }

    /** Where a restart ends what was made, with the command that keeps it. */
    public void untilRestart(FixResult ended, String line) {
        print(new PersistText(words, look, os, spoken).untilRestart(ended, line));
    }

    /** What is let in besides while a phone tries. */
    public void page(Plan plan) {
        print(new LeaseText(words, look, os, spoken).page(plan));
    }

    /** On what terms the changes are made, before anybody agrees to them. */
    public void terms(LeaseTerms terms) {
        print(new LeaseText(words, look, os, spoken).terms(terms));
    }

    public void lent(Instant until, Instant now, RunId run) {
        if (spoken != Spoken.ALL) {
            return;
        }
        print(new LeaseText(words, look, os, spoken).lent(until, now, run));
    }

    public void waitsToBeKept(Instant until, Instant now, RunId run, boolean persist) {
        print(new LeaseText(words, look, os, spoken).waits(until, now, run, persist));
    }

    public void stays(Message why, Optional<Instant> then, Instant now, RunId run) {
        print(new LeaseText(words, look, os, spoken).stays(why, then, now, run, journal));
    }

    /** The question was cut off, as by Ctrl-C, and what was lent is taken back. @param until when the guard would */
    public void cutOff(Instant until, Instant now) {
        print(new LeaseText(words, look, os, spoken).cutOff(until, now));
    }

    /** Some of what was lent could not be taken back. @param until when the guard tries */
    public void triedAgain(Instant until, Instant now) {
        print(new LeaseText(words, look, os, spoken).triedAgain(until, now));
    }

    public void kept(LeaseKeeper.Outcome outcome, Instant now) {
        print(new LeaseText(words, look, os, spoken).kept(outcome, now));
    }

    /** The document of {@code fix-firewall --keep}, where it is wanted. */
    public void end(Instant now, int exitCode, LeaseKeeper.Outcome outcome, List<PersistStep> persist) {
        var json = new PlanJson(words);
        end(head(now, exitCode)
                .put("journal", journal)
                .put("run", switch (outcome) {
                    case LeaseKeeper.Stays(Lease lease, var then) -> lease.run().text();
                    case LeaseKeeper.TooLate(Lease lease, boolean takenBack) -> lease.run().text();
                    case LeaseKeeper.NothingLent nothing -> null;
                })
                .put("lease", switch (outcome) {
                    case LeaseKeeper.Stays(Lease lease, Optional<Instant> then) -> PlanJson.lease(
                            then.map(end -> new LeaseStatus(LeasePurpose.UNTIL, end, Optional.empty(), false))
                            .orElseGet(
                                    () -> new LeaseStatus(lease.purpose(), lease.until(), Optional.of(true), false)));
                    case LeaseKeeper.TooLate(Lease lease, boolean takenBack) -> PlanJson.lease(
                            new LeaseStatus(lease.purpose(), lease.until(), Optional.of(false), takenBack));
                    case LeaseKeeper.NothingLent nothing -> null;
                })
                .put("persist", persist, json::persist));
    }

    /** What had fallen due while nobody was there, on the side: it is not what was asked for. */
    public void overdue(RollbackResult back) {
        for (RollbackResult.Line line : back.lines()) {
            warn(Message.of(switch (line.result()) {
                case RollbackResult.Undone undone -> "change.was-overdue";
                case RollbackResult.Gone gone -> "change.was-overdue-gone";
                case RollbackResult.Refused refused -> "change.overdue-left";
                case RollbackResult.Failed failed -> "change.overdue-left";
            }, line.item().change().what()));
        }
    }

    public void notKept(Message why) {
        print(new LeaseText(words, look, os, spoken).notKept(why));
    }

    public void leftToGuard(Instant until, Instant now, RunId run) {
        print(new LeaseText(words, look, os, spoken).leftToGuard(until, now, run));
    }

    /** @param damages what of the journal cannot be believed */
    public void list(List<JournalState.Item> items, List<Damage> damages, Moment now) {
        print(new RollbackText(words, look, os, spoken).list(items, damages, journal, now));
    }

    public void rolledBack(RollbackResult back) {
        print(new RollbackText(words, look, os, spoken).result(back));
    }

    public void byHand(List<Change> removals) {
        print(new RollbackText(words, look, os, spoken).byHand(removals));
    }

    public void byHandRemoved(List<HandMadeRule> lines) {
        print(new RollbackText(words, look, os, spoken).byHandRemoved(lines));
    }

    private void print(List<String> lines) {
        if (json.isEmpty()) {
            lines.forEach(out::println);
        }
    }

    /** The document of fix-firewall, where it is wanted. */
    public void end(Instant now, int exitCode, Source source, FixResult ended) {
        JsonBuilder json = head(now, exitCode).put("servicesFrom", JsonReport.source(words, source));
        new PlanJson(words).add(json, ended, journal);
        end(json.put("lease", ended.lease().map(PlanJson::lease)));
    }

    /** The document of rollback, where it is wanted. */
    public void end(Instant now, int exitCode, RollbackRunResult ended, List<HandMadeRule> byHand,
            List<Damage> damages) {
        var changes = new RollbackJson(words);
        end(head(now, exitCode)
                .put("journal", journal)
                .put("changes", ended.back().map(changes::result).orElseGet(() -> changes.list(ended.items())))
                .put("byHand", byHand, changes::byHand)
                .put("damaged", damages, changes::damaged));
    }

    /** The document of a run that could not even begin. */
    public String problem(Instant now, int exitCode, Message why) {
        return Json.pretty(head(now, exitCode).put("problem", words.say(why))
                .put("details", List.of()).build());
    }

    private JsonBuilder head(Instant now, int exitCode) {
        return document.head(Duration.between(document.startedAt(), now), verdict(exitCode), exitCode);
    }

    private void end(JsonBuilder document) {
        json.ifPresent(to -> to.document(document.build()));
    }

    private static String verdict(int exitCode) {
        return switch (exitCode) {
            case 0 -> "ok";
            case 20, 40 -> "fail";
            default -> "unknown";
        };
    }
}
