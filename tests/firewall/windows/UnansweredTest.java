package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.RunId;
import change.plan.Applier;
import change.plan.ApplyResult;
import change.plan.Reverter;
import firewall.Change;
import firewall.windows.policy.FakeWindows;
import host.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import state.StateFolder;
import testing.ForwardingWorld;
import text.Language;
import text.Message;
import text.Words;

/** A change is sent, and PowerShell dies or does not answer in time: what is there then is looked at. */
class UnansweredTest {
    private static final RunId RUN = new RunId("20261123-045000-00aa");
    private static final String POPUP = "TCP Query User{A}C:\\docker\\docker.exe";
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|"
            + "App=C:\\docker\\docker.exe|Name=Docker|Defer=User|";
    private static final String HAND = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|"
            + "LPort=8000|RA4=LocalSubnet|RA6=LocalSubnet|Name=API|";

    @TempDir
    private Path folder;

    /** What had become of it when it fell silent. */
    enum Silence { DONE, NOT_DONE, NOT_SEEN }

    /** @param end how the process ended */
    record Course(Change change, Silence silence, Ran.End end) { }

    static Stream<Course> courses() {
        return Stream.of(
                new AddRule("runbook-r1-tcp-8000-public", "API", Protocol.TCP, List.of(8000), Profile.PUBLIC),
                new DisableRule(POPUP, BLOCK), new RemoveRule("{B0A1}", HAND),
                new SetPrivate(FakeWindows.CARD, FakeWindows.WIFI, "Livebox-1234"), new AuditPolicy(0, 0))
                .flatMap(change -> Stream.of(Silence.values()).flatMap(silence ->
                        Stream.of(new Ran.TimedOut(), new Ran.Exited(1)).map(end ->
                                new Course(change, silence, end))));
    }

    /** Falls silent at the last command of a change, once it is told to. */
    private static final class Windows extends ForwardingWorld {
        private final Course course;
        private boolean silent;
        private boolean sent;

        Windows(Course course) {
            super(course.change() instanceof AuditPolicy ? new AuditPolicyTest.Windows(0, 0)
                    : new FakeWindows().rule(POPUP, BLOCK).rule("{B0A1}", HAND));
            this.course = course;
        }

        @Override
        public Ran run(Command command) {
            if (!silent || command.args().contains("/subcategory:{0CCE9225-69AE-11D9-BED3-505054503030}")) {
                return super.run(command);
            }
            boolean reads = command.line().contains("/read-");
            if (reads && !(sent && course.silence() == Silence.NOT_SEEN)) {
                return super.run(command);
            }
            sent |= !reads;
            if (!reads && course.silence() == Silence.DONE) {
                super.run(command);
            }
            return new Ran(command, course.end(), new byte[0], new byte[0], Duration.ofSeconds(1));
        }

        @Override
        public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
            return sent && course.silence() == Silence.NOT_SEEN ? Fact.unknown(Message.verbatim("no answer"))
                    : super.observe(what, shape, look);
        }
    }

    private Journal journal(World world) throws Exception {
        return Journal.open(new StateFolder(folder), ChangeKinds.all(), "fix-firewall", world.now(), Duration.ZERO,
                message -> { });
    }

    @ParameterizedTest
    @MethodSource("courses")
    void whatBecameOfAChangeIsLookedAt(Course course) throws Exception {
        var windows = new Windows(course);
        windows.silent = true;
        try (Journal journal = journal(windows)) {
            ApplyResult.Result result = new Applier(windows, journal, message -> { }).apply(RUN, "1.1",
                    course.change());
            assertEquals(switch (course.silence()) {
                case DONE -> "made";
                // Of the two settings of the audit policy the first was made.
                case NOT_DONE -> course.change() instanceof AuditPolicy ? "perhaps made" : "not made";
                case NOT_SEEN -> "perhaps made";
            }, switch (result) {
                case ApplyResult.Made made -> "made";
                case ApplyResult.Unchanged unchanged -> "was there";
                case ApplyResult.Failed(Message why, boolean mayBe) -> mayBe ? "perhaps made" : "not made";
                case ApplyResult.NotTried notTried -> "not tried";
            });
            // Whatever was seen, what was begun and not done can be taken back.
            assertEquals(course.silence() == Silence.DONE ? "DONE" : "FAILED",
                    journal.state().open().getFirst().last().event().name());
        }
    }

    @ParameterizedTest
    @MethodSource("courses")
    void whatBecameOfARollbackIsLookedAt(Course course) throws Exception {
        var windows = new Windows(course);
        try (Journal journal = journal(windows)) {
            new Applier(windows, journal, message -> { }).apply(RUN, "1.1", course.change());
            windows.silent = true;
            var line = new Reverter(windows, journal, message -> { }).takeBack(journal.state().open(), false).lines()
                    .getFirst();
            // No rule is made by taking something back.
            boolean undone = course.silence() == Silence.DONE && !(course.change() instanceof RemoveRule);
            assertEquals(undone ? "undone" : "failed", line.result().id());
            assertEquals(undone, journal.state().open().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("courses")
    void whatCouldNotBeSeenIsSaid(Course course) throws Exception {
        var windows = new Windows(course);
        windows.silent = true;
        try (Journal journal = journal(windows)) {
            if (new Applier(windows, journal, message -> { }).apply(RUN, "1.1", course.change())
                    instanceof ApplyResult.Failed(Message why, boolean mayBe)) {
                String said = new Words(Language.ENGLISH).say(why);
                assertEquals(course.silence() == Silence.NOT_SEEN,
                        said.contains("whether it is in effect could not be read afterwards"), said);
            }
        }
    }
}
