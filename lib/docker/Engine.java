package docker;

import java.util.List;
import java.util.Optional;
import text.Message;

/** Docker as it was found. Only {@link Running} says anything about containers. */
public sealed interface Engine {

    record Running(List<Container> containers) implements Engine {
        public Running {
            containers = List.copyOf(containers);
        }
    }

    /** @param leftOut a client that lies where no program is started from; empty where there is none */
    record NotInstalled(Optional<Message> leftOut) implements Engine {
        public NotInstalled() {
            this(Optional.empty());
        }
    }

    /** @param said the client's own words */
    record NotRunning(String said) implements Engine { }

    /** @param said the client's own words */
    record NoPermission(String said) implements Engine { }

    /** It gave no answer that could be understood: too slow, cut off, or something else. */
    record Unclear(Message cause) implements Engine { }
}
