package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import process.recording.RecordingWorld;

/** A world around another one that forgets to ask it answers with what a world of no machine would say. */
class WrappedWorldTest {

    @Test
    void aWatchedWorldAsksItsMachineForEverything() {
        assertEquals(Set.of(), notAsked(WatchedWorld.class));
    }

    /** A file is looked at like anything else, and so written down; nobody waits here. */
    @Test
    void aRecordingOneToo() {
        assertEquals(Set.of("file", "inBackground", "waits"), notAsked(RecordingWorld.class));
    }

    private static Set<String> notAsked(Class<? extends World> wrapper) {
        Set<String> own = Arrays.stream(wrapper.getDeclaredMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        // What a moment is made of is asked of the machine.
        own.add("moment");
        return Arrays.stream(World.class.getMethods()).filter(Method::isDefault).map(Method::getName)
                .filter(name -> !own.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }
}
