package testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.TestExecutionResult.failed;
import static org.junit.platform.engine.TestExecutionResult.successful;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a person reads of a run of tests, told by an engine that plays one. */
class ProgressTest {

    /** One class with two tests, of whose run each test of this class makes what it wants. */
    private static final class Played implements TestEngine {

        interface Course {
            void run(EngineExecutionListener to, TestDescriptor ofClass, List<TestDescriptor> tests) throws Exception;
        }

        private static final class Node extends AbstractTestDescriptor {
            private final Type type;

            Node(UniqueId id, String name, TestSource source, Type type) {
                super(id, name, source);
                this.type = type;
            }

            @Override
            public Type getType() {
                return type;
            }
        }

        private final Course course;

        Played(Course course) {
            this.course = course;
        }

        @Override
        public String getId() {
            return "played";
        }

        @Override
        public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
            var engine = new EngineDescriptor(id, "played");
            var ofClass = new Node(id.append("class", "a"), "ATest", ClassSource.from("some.ATest"),
                    TestDescriptor.Type.CONTAINER);
            engine.addChild(ofClass);
            for (String name : List.of("first", "second")) {
                ofClass.addChild(new Node(ofClass.getUniqueId().append("method", name), name + "()",
                        MethodSource.from("some.ATest", name), TestDescriptor.Type.TEST));
            }
            return engine;
        }

        @Override
        public void execute(ExecutionRequest request) {
            TestDescriptor engine = request.getRootTestDescriptor();
            EngineExecutionListener to = request.getEngineExecutionListener();
            TestDescriptor ofClass = engine.getChildren().iterator().next();
            to.executionStarted(engine);
            to.executionStarted(ofClass);
            try {
                course.run(to, ofClass, List.copyOf(ofClass.getChildren()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            to.executionFinished(ofClass, successful());
            to.executionFinished(engine, successful());
        }
    }

    private final AtomicLong clock = new AtomicLong();

    private record Said(boolean well, List<String> lines) {

        String fromEnd(int number) {
            return lines.get(lines.size() - number);
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false,
            clock::get);

    private Said said(Played.Course course) {
        LauncherFactory.create(LauncherConfig.builder().enableTestEngineAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false).addTestEngines(new Played(course)).build())
                .execute(LauncherDiscoveryRequestBuilder.request().build(), progress);
        boolean well = progress.close();
        return new Said(well, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    private static void passes(EngineExecutionListener to, TestDescriptor test) {
        to.executionStarted(test);
        to.executionFinished(test, successful());
    }

    @Test
    void theCountIsTheLastLineAndHowLongItTookTheOneBefore() {
        Said said = said((to, ofClass, tests) -> tests.forEach(test -> passes(to, test)));

        assertTrue(said.well());
        assertEquals("2 passed, 0 failed, 0 skipped", said.fromEnd(1));
        assertEquals("took 0.0 s", said.fromEnd(2));
    }

    @Test
    void whatFailedIsToldAfterItsClassAndBeforeTheEnd() {
        Said said = said((to, ofClass, tests) -> {
            passes(to, tests.getFirst());
            to.executionStarted(tests.getLast());
            to.executionFinished(tests.getLast(), failed(new AssertionError("the reason")));
        });

        assertTrue(said.lines().getFirst().matches("some\\.ATest \\.\\.\\. \\d\\.\\d s {2}1 FAILED"), said.toString());
        assertTrue(said.lines().contains("FAILED some.ATest: second()"), said.toString());
        assertTrue(said.lines().stream().anyMatch(line -> line.contains("the reason")), said.toString());
        assertEquals("1 passed, 1 failed, 0 skipped", said.fromEnd(1));
    }

    @Test
    void aClassThatTookLongIsNamedAndWhatItWaitedDoesNotCount() {
        Said said = said((to, ofClass, tests) -> {
            to.reportingEntryPublished(ofClass, ReportEntry.from(Progress.WAITS, "for its turn"));
            clock.addAndGet(Duration.ofSeconds(100).toNanos());
            to.reportingEntryPublished(ofClass, ReportEntry.from(Progress.BEGINS, "now"));
            tests.forEach(test -> passes(to, test));
            clock.addAndGet(Duration.ofSeconds(7).toNanos());
        });

        assertEquals("some.ATest ... 7.0 s", said.lines().getFirst());
        assertEquals("took 107.0 s, most of it: some.ATest 7.0 s", said.fromEnd(2));
    }

    @Test
    void whereNothingWasSaidForLongWhatRunsIsNamed() {
        Said said = said((to, ofClass, tests) -> {
            clock.addAndGet(Duration.ofSeconds(29).toNanos());
            progress.tellWhatRuns();
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
            progress.tellWhatRuns();
            progress.tellWhatRuns();
            tests.forEach(test -> passes(to, test));
        });

        assertEquals(List.of("  running: some.ATest 30 s", "some.ATest ... 30.0 s"), said.lines().subList(0, 2));
    }
}
