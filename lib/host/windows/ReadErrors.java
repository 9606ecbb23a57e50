package host.windows;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import json.Json;
import json.JsonShapeException;
import text.Message;

/**
 * By which errors parts of {@code read-windows.ps1}'s answer could not be read: {@code {"errors":{"adapters":[{"item":
 * "Wi-Fi","error":"GetIPProperties","message":"The system cannot find the file specified."}]}}}. A part that was read
 * has none; one item of a list may have one while all others were read. Recordings of earlier versions have no such
 * member.
 */
public final class ReadErrors {

    /**
     * @param item    what could not be read; empty for the whole part
     * @param error   {@code FullyQualifiedErrorId}, the same in every language
     * @param message what Windows says of it, in its own language
     */
    record ReadError(String item, String error, String message) { }

    private final JsonObject answer;
    private final Map<String, List<ReadError>> errors;

    private ReadErrors(JsonObject answer, Map<String, List<ReadError>> errors) {
        this.answer = answer;
        this.errors = errors;
    }

    public static ReadErrors of(JsonObject answer) {
        JsonElement errors = answer.get("errors");
        try {
            return new ReadErrors(answer, errors == null || errors.isJsonNull() ? Map.of()
                    : Json.value(errors, new TypeToken<Map<String, List<ReadError>>>() { }));
        } catch (JsonShapeException e) {
            return new ReadErrors(answer, Map.of());
        }
    }

    /** The first error of a part, as a reason; nothing where there was none. */
    public Optional<Message> why(String part) {
        return first(part).map(error -> because(part, error));
    }

    /** The same for one item of it. */
    Optional<Message> why(String part, String item) {
        return all(part).stream().filter(error -> item.equals(error.item())).findFirst()
                .map(error -> because(item, error));
    }

    private Optional<ReadError> first(String part) {
        return all(part).stream().findFirst();
    }

    private List<ReadError> all(String part) {
        List<ReadError> all = errors.get(part);
        return all == null ? List.of() : all.stream().filter(error -> error != null && error.error() != null).toList();
    }

    /** In a constrained language a module may be missing too: AppLocker blocks what nobody has signed. */
    private Message because(String what, ReadError error) {
        String text = error.message() == null ? "" : error.message().strip().replaceAll("\\s+", " ");
        return ConstrainedLanguage.because(answer, Message.of("host.not-told-because", what, error.error(), text));
    }
}
