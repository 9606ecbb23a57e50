package json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What Gson has no form for, or one that hangs on the names in the code, where records are kept in files. */
final class GsonAdapters {

    private GsonAdapters() { }

    /** Gson may not look into the JDK's classes: an empty one is JSON's null. */
    static final class OptionalFactory implements TypeAdapterFactory {
        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType optional)) {
                return null;
            }
            TypeAdapter<?> inner = gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0]));
            @SuppressWarnings("unchecked") // T is Optional<V>, and the adapter is one for Optional<V>
            var adapter = (TypeAdapter<T>) new OptionalAdapter<>(inner);
            return adapter;
        }
    }

    private static final class OptionalAdapter<V> extends TypeAdapter<Optional<V>> {
        private final TypeAdapter<V> inner;

        OptionalAdapter(TypeAdapter<V> inner) {
            this.inner = inner;
        }

        @Override
        public void write(JsonWriter out, Optional<V> value) throws IOException {
            // A record that was read from a line without this key holds null; its reader then sees what is missing.
            inner.nullSafe().write(out, value == null ? null : value.orElse(null));
        }

        @Override
        public Optional<V> read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return Optional.empty();
            }
            return Optional.of(inner.read(in));
        }
    }

    /**
     * An {@link Id} as journals and recordings have held it from the first: {@code IPTABLES_NFT} for
     * {@code iptables-nft}. Another enum is refused, as it would stand there under a name of the code.
     */
    static final class IdFactory implements TypeAdapterFactory {
        @Override
        public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            Class<? super T> raw = type.getRawType();
            if (!raw.isEnum()) {
                return null;
            }
            if (!Id.class.isAssignableFrom(raw)) {
                throw new IllegalArgumentException("without an id, no file keeps a " + raw.getName());
            }
            @SuppressWarnings("unchecked") // T is this enum
            var adapter = (TypeAdapter<T>) new IdAdapter(raw).nullSafe();
            return adapter;
        }
    }

    private static final class IdAdapter extends TypeAdapter<Object> {
        private final Class<?> type;

        IdAdapter(Class<?> type) {
            this.type = type;
        }

        private static String kept(Object constant) {
            return ((Id) constant).id().toUpperCase(Locale.ROOT).replace('-', '_');
        }

        @Override
        public void write(JsonWriter out, Object constant) throws IOException {
            out.value(kept(constant));
        }

        @Override
        public Object read(JsonReader in) throws IOException {
            String name = in.nextString();
            return Stream.of(type.getEnumConstants()).filter(constant -> kept(constant).equals(name)).findFirst()
                    .orElseThrow(() -> new JsonParseException("no such " + type.getName() + ": " + name));
        }
    }

    /** ISO 8601: {@code PT0.000361S}. */
    static final class DurationAdapter extends TypeAdapter<Duration> {
        @Override
        public void write(JsonWriter out, Duration time) throws IOException {
            out.value(time.toString());
        }

        @Override
        public Duration read(JsonReader in) throws IOException {
            String text = in.nextString();
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw new JsonParseException(e.getMessage(), e);
            }
        }
    }
}
