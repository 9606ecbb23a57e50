package path.gather;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import inventory.Inventory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import json.Json;
import json.JsonBuilder;
import json.JsonShapeException;
import path.PhoneAttempt;
import path.PhoneReport;
import process.Fact;
import process.FileError;
import process.World;
import state.Account;
import state.AtomicFile;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * What phones last said of each endpoint, for runs to come: one word for each endpoint, phone and address that it
 * tried. What cannot be read exactly as it was written is not believed at all.
 */
public final class PhoneHistory {
    private static final String SCHEMA = "runbook-phones/1";
    /** What the reading is called in a recording. */
    private static final String WHAT = "what phones said";
    private static final int MOST_WORDS = 300;
    /** Three hundred of the longest words are a third of that. */
    private static final int LARGEST = 1 << 20;
    /** Whoever wants to know when a phone last got through asks within a season. */
    private static final Duration KEPT_FOR = Duration.ofDays(90);

    private PhoneHistory() { }

    /** What is remembered of the endpoints of this inventory; nothing where no phone ever said anything. */
    static Fact<List<PhoneReport>> read(World world, Fact<StateFolder> folder, Inventory inventory) {
        if (!world.looked(WHAT)) {
            return Fact.known(List.of());
        }
        String place = folder.map(StateFolder::heard).map(Path::toString).toOptional().filter(path -> world.live())
                .orElse("phones.json");
        return world.observe(WHAT, String.class, () -> folder.then(known -> text(known.heard())))
                .then(text -> words(text, place))
                .map(words -> words.stream().flatMap(word -> word.in(inventory).stream()).toList());
    }

    /** The whole file; empty where there is none. */
    private static Fact<String> text(Path file) {
        try {
            Optional<byte[]> bytes = PrivateFile.read(file, LARGEST);
            return bytes.isEmpty() ? Fact.known("")
                    : Fact.known(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get())).toString());
        } catch (CharacterCodingException e) {
            return Fact.unknown(Message.of("path.memory.damaged", file.toString(), "UTF-8"));
        } catch (StateException e) {
            return Fact.unknown(e.why());
        } catch (IOException e) {
            return Fact.unknown(Message.of("path.memory.unreadable", file.toString(), FileError.reason(e, file)));
        }
    }

    /** @param place how the file is called where it is damaged */
    private static Fact<List<PhoneHistoryEntry>> words(String text, String place) {
        if (text.isEmpty()) {
            return Fact.known(List.of());
        }
        JsonElement json;
        try {
            json = Json.strict(text);
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("path.memory.damaged", place, "JSON"));
        }
        if (!(json instanceof JsonObject document) || !document.keySet().equals(Set.of("schema", "words"))
                || !document.get("schema").isJsonPrimitive() || !document.get("words").isJsonArray()) {
            return Fact.unknown(Message.of("path.memory.damaged", place, "schema, words"));
        }
        String schema = document.get("schema").getAsString();
        if (!schema.equals(SCHEMA)) {
            return Fact.unknown(Message.of("path.memory.other-version", place, schema, SCHEMA));
        }
        JsonArray array = document.getAsJsonArray("words");
        var words = new ArrayList<PhoneHistoryEntry>();
        for (int i = 0; i < array.size(); i++) {
            try {
                words.add(PhoneHistoryEntry.read(array.get(i)));
            } catch (IllegalArgumentException e) {
                return Fact.unknown(Message.of("path.memory.damaged", place, "words[" + i + "]"));
            }
        }
        return Fact.known(words);
    }

    /**
     * Keeps these words, each in the place of an earlier one of the same endpoint, phone and address. A file that
     * cannot be read is replaced: nobody believes it any more.
     *
     * @return why they could not be kept; empty where they are
     */
    public static Optional<Message> keep(Fact<StateFolder> place, List<PhoneReport> words, Instant now) {
        List<PhoneHistoryEntry> said = words.stream().filter(word -> !(word.attempt() instanceof PhoneAttempt.NotTried))
                .map(PhoneHistoryEntry::of).toList();
        return said.isEmpty() ? Optional.empty() : switch (place) {
            case Fact.Known<StateFolder>(StateFolder folder) -> kept(folder, said, now);
            case Fact.Unknown<StateFolder>(Message cause) -> Optional.of(Message.of("path.memory.not-kept", cause));
        };
    }

    private static Optional<Message> kept(StateFolder folder, List<PhoneHistoryEntry> said, Instant now) {
        try {
            folder.create();
            // What root writes into a folder of somebody else's, that one could lead elsewhere.
            if (!Account.current().owns(folder.path())) {
                return Optional.of(Message.of("path.memory.folder-of-others", folder.path().toString()));
            }
            Map<PhoneHistoryEntry.Key, PhoneHistoryEntry> last = new LinkedHashMap<>();
            text(folder.heard()).then(text -> words(text, "")).toOptional().orElse(List.of())
                    .forEach(word -> last.put(word.key(), word));
            said.forEach(word -> last.put(word.key(), word));
            String text = json(last.values().stream().filter(word -> word.at().isAfter(now.minus(KEPT_FOR)))
                    .sorted(Comparator.comparing(PhoneHistoryEntry::at).reversed()).limit(MOST_WORDS).toList());
            AtomicFile.write(folder.heard(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
            return Optional.empty();
        } catch (StateException e) {
            return Optional.of(Message.of("path.memory.not-kept", e.why()));
        } catch (IOException e) {
            return Optional.of(Message.of("path.memory.not-kept", folder.unusable(e)));
        }
    }

    private static String json(List<PhoneHistoryEntry> words) {
        return Json.pretty(new JsonBuilder().put("schema", SCHEMA).put("words", words, PhoneHistoryEntry::json).build())
                + "\n";
    }
}
