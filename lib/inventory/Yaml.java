package inventory;

import java.util.List;

/** A YAML document as written: texts, lists and mappings, each with its place. No tags, no anchors, no types yet. */
sealed interface Yaml {

    /** Where something begins, both counted from 1. */
    record Place(int line, int column) {
        static final Place WHOLE = new Place(0, 0);
    }

    Place place();

    /** @param plain written without quotes, so that {@code null} means nothing rather than a word */
    record Text(String value, boolean plain, Place place) implements Yaml {
        /** True for {@code key:} with nothing behind it, and for YAML's words for nothing. */
        boolean nothing() {
            return plain && List.of("", "~", "null", "Null", "NULL").contains(value);
        }
    }

    record Items(List<Yaml> values, Place place) implements Yaml { }

    record Fields(List<Field> fields, Place place) implements Yaml { }

    record Field(Text key, Yaml value) { }
}
