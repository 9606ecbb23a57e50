package change;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;

/** Gson has no form for {@link Optional} and may not look into the JDK's classes: an empty one is JSON's null. */
final class OptionalAsNull implements TypeAdapterFactory {

    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Optional.class || !(type.getType() instanceof ParameterizedType optional)) {
            return null;
        }
        TypeAdapter<?> inner = gson.getAdapter(TypeToken.get(optional.getActualTypeArguments()[0]));
        @SuppressWarnings("unchecked") // T is Optional<V>, and the adapter is one for Optional<V>
        var adapter = (TypeAdapter<T>) new Adapter<>(inner);
        return adapter;
    }

    private static final class Adapter<V> extends TypeAdapter<Optional<V>> {
        private final TypeAdapter<V> inner;

        Adapter(TypeAdapter<V> inner) {
            this.inner = inner;
        }

        @Override
        public void write(JsonWriter out, Optional<V> value) throws IOException {
            // A record that was read from a line without this key holds null; Kinds then sees that the key is missing.
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
}
