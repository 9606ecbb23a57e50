package inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import text.Message;

/**
 * YAML 1.2 text to a tree with places. It reads the parser's events one by one, so neither an alias that unfolds to
 * gigabytes nor a million opening brackets costs more than reading up to it. What an alias stands for is one object
 * with what it was written for, so that a tree is no larger in memory than its text; who walks it has to count.
 */
public final class YamlReader {
    private final String source;
    private final String text;
    private final Dialect dialect;
    private final Iterator<Event> events;
    private final Map<Anchor, Yaml> anchors = new HashMap<>();
    private int merged;

    /**
     * What a kind of file may hold.
     *
     * @param deepest   levels of nesting; a few more than are needed, so that a misplaced list can be pointed into
     * @param aliases   anchors, aliases, merge keys and Compose's tags are understood
     * @param documents how many of them
     */
    private record Dialect(int deepest, boolean aliases, int documents) {
        static final Dialect SERVICES = new Dialect(8, false, 1);
        static final Dialect COMPOSE = new Dialect(64, true, 100);
        /** Of all merge keys of a file together; a merge key of merge keys of merge keys makes any number of them. */
        static final int MOST_MERGED = 100_000;
        static final String MERGE = "<<";
    }

    private YamlReader(String source, String text, Dialect dialect) {
        this.source = source;
        this.text = text;
        this.dialect = dialect;
        this.events = new Parse(LoadSettings.builder().setLabel(source).build()).parseString(text).iterator();
    }

    /** The one document in a file of services; empty where there is none. */
    static Optional<Yaml> read(String source, String text) throws InventoryProblem {
        return new YamlReader(source, text, Dialect.SERVICES).checked().stream().findFirst();
    }

    /** The documents in a Compose file, with aliases and merge keys resolved. */
    public static List<Yaml> compose(String source, String text) throws InventoryProblem {
        return new YamlReader(source, text, Dialect.COMPOSE).checked();
    }

    private List<Yaml> checked() throws InventoryProblem {
        try {
            return documents();
        } catch (MarkedYamlEngineException e) {
            Yaml.Place place = e.getProblemMark().map(this::place).orElse(Yaml.Place.whole(source));
            throw Mistakes.at(place, explain(e, place));
        } catch (YamlEngineException e) {
            throw Mistakes.inWhole(source, Message.of("inventory.not-yaml", String.valueOf(e.getMessage())));
        }
    }

    private List<Yaml> documents() throws InventoryProblem {
        var roots = new ArrayList<Yaml>();
        int started = 0;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (started == dialect.documents()) {
                        throw refused(event, "inventory.two-documents");
                    }
                    started += ((DocumentStartEvent) event).isExplicit() || roots.isEmpty() ? 1 : 0;
                }
                case Scalar, SequenceStart, MappingStart, Alias -> roots.add(node(event, 1));
                // An anchor means something only in its own document (YAML 1.2.2, 3.2.2.2).
                case DocumentEnd -> anchors.clear();
                case StreamStart, StreamEnd, Comment, SequenceEnd, MappingEnd -> { }
            }
        }
        return roots;
    }

    private Yaml node(Event event, int depth) throws InventoryProblem {
        if (depth > dialect.deepest()) {
            throw refused(event, "inventory.too-deep");
        }
        if (event instanceof AliasEvent alias) {
            return meant(alias);
        }
        Yaml node = switch (event) {
            case ScalarEvent scalar -> new Yaml.Text(scalar.getValue(), scalar.isPlain(), place(scalar));
            case SequenceStartEvent list -> items(list, depth);
            case MappingStartEvent mapping -> fields(mapping, depth);
            default -> throw new IllegalStateException("not the start of a node: " + event);
        };
        Yaml tagged = dialect.aliases() ? tagged((NodeEvent) event, node) : node;
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, tagged));
        return tagged;
    }

    private Yaml meant(AliasEvent alias) throws InventoryProblem {
        if (!dialect.aliases()) {
            throw refused(alias, "inventory.alias");
        }
        // One that stands inside of what it names is not known yet either.
        Yaml named = anchors.get(alias.getAlias());
        if (named == null) {
            throw Mistakes.at(place(alias), Message.of("inventory.alias-unknown", alias.getAlias().getValue()));
        }
        return named;
    }

    private static Yaml tagged(NodeEvent event, Yaml node) {
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> Optional.empty();
        };
        return switch (tag.orElse("")) {
            case "!reset" -> new Yaml.Tagged(Yaml.Merging.RESET, node);
            case "!override" -> new Yaml.Tagged(Yaml.Merging.OVERRIDE, node);
            default -> node;
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
        var merges = new ArrayList<Yaml>();
        for (Event next = events.next(); next.getEventId() != Event.ID.MappingEnd; next = events.next()) {
            if (!(node(next, depth + 1) instanceof Yaml.Text key)) {
                throw refused(next, "inventory.key-not-text");
            }
            Yaml value = node(events.next(), depth + 1);
            if (dialect.aliases() && key.plain() && key.value().equals(Dialect.MERGE)) {
                merges.add(value);
            } else {
                fields.add(new Yaml.Field(key, value));
            }
        }
        for (Yaml merge : merges) {
            merge(merge, fields);
        }
        return new Yaml.Fields(fields, place(start));
    }

    /** What is written beats what is merged in, and of several the first (YAML's merge key type, 2005). */
    private void merge(Yaml value, List<Yaml.Field> into) throws InventoryProblem {
        Set<String> known = into.stream().map(field -> field.key().value())
                .collect(Collectors.toCollection(HashSet::new));
        for (Yaml one : value instanceof Yaml.Items(List<Yaml> several, Yaml.Place at) ? several : List.of(value)) {
            if (!(one instanceof Yaml.Fields(List<Yaml.Field> fields, Yaml.Place at))) {
                throw Mistakes.at(one.place(), Message.of("inventory.merge-shape"));
            }
            merged += fields.size() + 1;
            if (merged > Dialect.MOST_MERGED) {
                throw Mistakes.at(value.place(), Message.of("inventory.too-much-merged"));
            }
            fields.stream().filter(field -> known.add(field.key().value())).forEach(into::add);
        }
    }

    private InventoryProblem refused(Event event, String key) {
        return Mistakes.at(place(event), Message.of(key));
    }

    private Yaml.Place place(Event event) {
        return event.getStartMark().map(this::place).orElse(Yaml.Place.whole(source));
    }

    private Yaml.Place place(Mark mark) {
        return new Yaml.Place(source, mark.getLine() + 1, mark.getColumn() + 1);
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
