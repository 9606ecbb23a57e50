package inventory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import text.Message;

/**
 * YAML 1.2 text to a tree with places. It reads the parser's events one by one, so neither an alias that unfolds to
 * gigabytes nor a million opening brackets costs more than reading up to it.
 */
final class YamlReader {
    /** An inventory needs four levels; a few more keep a misplaced list readable enough to point at its keys. */
    private static final int DEEPEST = 8;

    private final String source;
    private final String text;
    private final Iterator<Event> events;

    private YamlReader(String source, String text) {
        this.source = source;
        this.text = text;
        this.events = new Parse(LoadSettings.builder().setLabel(source).build()).parseString(text).iterator();
    }

    /** The one document in the text; empty where there is none. */
    static Optional<Yaml> read(String source, String text) throws InventoryProblem {
        var reader = new YamlReader(source, text);
        try {
            return reader.document();
        } catch (MarkedYamlEngineException e) {
            Yaml.Place place = e.getProblemMark().map(YamlReader::place).orElse(Yaml.Place.WHOLE);
            throw Mistakes.at(source, place, reader.explain(e, place));
        } catch (YamlEngineException e) {
            throw Mistakes.inWhole(source, Message.of("inventory.not-yaml", String.valueOf(e.getMessage())));
        }
    }

    private Optional<Yaml> document() throws InventoryProblem {
        Yaml root = null;
        boolean started = false;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (started) {
                        throw refused(event, "inventory.two-documents");
                    }
                    started = ((DocumentStartEvent) event).isExplicit() || root == null;
                }
                case Scalar, SequenceStart, MappingStart, Alias -> root = node(event, 1);
                case StreamStart, StreamEnd, DocumentEnd, Comment, SequenceEnd, MappingEnd -> { }
            }
        }
        return Optional.ofNullable(root);
    }

    private Yaml node(Event event, int depth) throws InventoryProblem {
        if (depth > DEEPEST) {
            throw refused(event, "inventory.too-deep");
        }
        return switch (event) {
            case ScalarEvent scalar -> new Yaml.Text(scalar.getValue(), scalar.isPlain(), place(scalar));
            case SequenceStartEvent list -> items(list, depth);
            case MappingStartEvent mapping -> fields(mapping, depth);
            case AliasEvent alias -> throw refused(alias, "inventory.alias");
            default -> throw new IllegalStateException("not the start of a node: " + event);
        };
    }

    private Yaml.Items items(Event start, int depth) throws InventoryProblem {
        var values = new ArrayList<Yaml>();
        for (Event next = events.next(); next.getEventId() != Event.ID.SequenceEnd; next = events.next()) {
            values.add(node(next, depth + 1));
        }
        return new Yaml.Items(values, place(start));
    }

    private Yaml.Fields fields(Event start, int depth) throws InventoryProblem {
        var fields = new ArrayList<Yaml.Field>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(node(next, depth + 1) instanceof Yaml.Text key)) {
                throw refused(next, "inventory.key-not-text");
            }
            fields.add(new Yaml.Field(key, node(events.next(), depth + 1)));
        }
        return new Yaml.Fields(fields, place(start));
    }

    private InventoryProblem refused(Event event, String key) {
        return Mistakes.at(source, place(event), Message.of(key));
    }

    private static Yaml.Place place(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Yaml.Place.WHOLE);
    }

    private static Yaml.Place place(Mark mark) {
        return new Yaml.Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The parser speaks English and of its own state; the mistakes that people make get a sentence about the file. */
    private Message explain(MarkedYamlEngineException e, Yaml.Place place) {
        String said = String.valueOf(e.getProblem());
        if (said.contains("\\t") || said.contains("TAB") || tabIndents(place.line())) {
            return Message.of("inventory.tab");
        }
        if (said.contains("mapping values are not allowed") || said.contains("could not find expected ':'")) {
            return Message.of("inventory.colon");
        }
        if (said.contains("end of stream") || said.contains("<stream end>") || said.contains("document separator")) {
            return Message.of("inventory.not-closed");
        }
        if (said.contains("expected <block end>") || said.contains("block sequence entries are not allowed")) {
            return Message.of("inventory.indentation");
        }
        return Message.of("inventory.not-yaml", said);
    }

    private boolean tabIndents(int line) {
        return text.lines().skip(Math.max(0, line - 1)).findFirst()
                .map(content -> content.substring(0, content.length() - content.stripLeading().length()))
                .filter(indentation -> indentation.contains("\t"))
                .isPresent();
    }
}
