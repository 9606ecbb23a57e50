package json;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that has a name of its own for programs: in JSON, in the journal and other files, on the command line. It
 * is written out and never made from a name in the code, so that code can be renamed and documents stay as they are.
 */
public interface Id {

    /** Stable: other programs, tickets and files of earlier versions refer to it. */
    String id();

    /** The constant with exactly this id. */
    static <E extends Enum<E> & Id> Optional<E> of(Class<E> type, String id) {
        return Stream.of(type.getEnumConstants()).filter(each -> each.id().equals(id)).findFirst();
    }
}
