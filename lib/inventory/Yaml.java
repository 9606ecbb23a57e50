package inventory;

import java.util.List;

/** A YAML document as written: texts, lists and mappings, each with its place. No types yet; aliases are resolved. */
public sealed interface Yaml {

    /**
     * Where something begins.
     *
     * @param source the file, as it is called in messages
     * @param line   counted from 1; 0 where the whole file is meant
     * @param column counted from 1 in characters; 0 where the whole file is meant
     */
    record Place(String source, int line, int column) {
        public static Place whole(String source) {
            return new Place(source, 0, 0);
        }
    }

    Place place();

    /** @param plain written without quotes, so that {@code null} means nothing rather than a word */
    record Text(String value, boolean plain, Place place) implements Yaml {
        /** True for {@code key:} with nothing behind it, and for YAML's words for nothing. */
        public boolean nothing() {
            return plain && List.of("", "~", "null", "Null", "NULL").contains(value);
        }
    }

    record Items(List<Yaml> values, Place place) implements Yaml { }

    record Fields(List<Field> fields, Place place) implements Yaml { }

    record Field(Text key, Yaml value) { }

    /** Compose's tags for a file that is merged over another one: {@code !reset} and {@code !override}. */
    enum Merging { RESET, OVERRIDE }

    /** A value with such a tag. Only {@link YamlReader#compose} makes them. */
    record Tagged(Merging tag, Yaml value) implements Yaml {
        @Override
        public Place place() {
            return value.place();
        }
    }
}
