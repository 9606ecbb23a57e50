package host.windows.tasks;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import process.Fact;
import process.Ran;
import text.Message;

/**
 * Reads a task definition as {@code schtasks /query /xml} prints it and as people keep it in files. All of them say
 * {@code encoding="UTF-16"} in their first line, whatever their bytes are: the bytes decide, not that line.
 *
 * <p>Reads {@code <Exec><Command>C:\IBC\StartTWS.bat</Command><Arguments>/INLINE</Arguments></Exec>} and the like.
 */
public final class TaskXmlReader {
    /** The default of {@code ExecutionTimeLimit}. */
    private static final Duration USUAL_LIMIT = Duration.ofHours(72);
    /** The default of {@code Priority}. */
    private static final int USUAL_PRIORITY = 7;

    private TaskXmlReader() { }

    public static Fact<TaskDefinition> read(byte[] bytes) {
        String text = decode(bytes).strip();
        // What is declared was true of the file, not of these characters.
        String body = text.startsWith("<?xml") && text.contains("?>") ? text.substring(text.indexOf("?>") + 2) : text;
        try {
            Element task = parser().parse(new InputSource(new StringReader(body))).getDocumentElement();
            return task.getLocalName().equals("Task") && TaskXml.NAMESPACE.equals(task.getNamespaceURI())
                    ? Fact.known(task(task)) : Fact.unknown(Message.of("schedule.no-definition"));
        } catch (SAXException | IOException e) {
            return Fact.unknown(Message.of("schedule.no-definition"));
        }
    }

    /** A byte order mark decides; without one, a zero byte beside the first angle bracket does. */
    private static String decode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        if (bytes.length >= 2 && bytes[0] == '<' && bytes[1] == 0) {
            return new String(bytes, StandardCharsets.UTF_16LE);
        }
        return Ran.decode(bytes);
    }

    private static DocumentBuilder parser() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            // No definition has one, and it is what makes a reader of XML open other files.
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // The one that is there otherwise prints to standard error what is thrown as well.
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own parser has this feature", e);
        }
    }

    private static TaskDefinition task(Element task) {
        Optional<Element> settings = child(task, "Settings");
        Optional<Element> principal = child(task, "Principals").flatMap(all -> child(all, "Principal"));
        return new TaskDefinition(
                child(task, "RegistrationInfo").flatMap(info -> text(info, "Description")).orElse(""),
                child(task, "Triggers").map(TaskXmlReader::triggers).orElse(List.of()),
                new TaskDefinition.Principal(principal.flatMap(who -> text(who, "UserId")),
                        principal.flatMap(who -> text(who, "LogonType")),
                        principal.flatMap(who -> text(who, "RunLevel"))),
                settings(settings),
                child(task, "Actions").map(TaskXmlReader::actions).orElse(List.of()));
    }

    private static List<TaskDefinition.Trigger> triggers(Element triggers) {
        var all = new ArrayList<TaskDefinition.Trigger>();
        for (Element trigger : children(triggers)) {
            Optional<Element> repetition = child(trigger, "Repetition");
            all.add(new TaskDefinition.Trigger(trigger.getLocalName(), flag(Optional.of(trigger), "Enabled", true),
                    text(trigger, "StartBoundary"),
                    repetition.flatMap(again -> text(again, "Interval")).flatMap(TaskXmlReader::duration),
                    repetition.flatMap(again -> text(again, "Duration")).flatMap(TaskXmlReader::duration)));
        }
        return all;
    }

    private static TaskDefinition.Settings settings(Optional<Element> settings) {
        Optional<String> limit = settings.flatMap(all -> text(all, "ExecutionTimeLimit"));
        Optional<String> policy = settings.flatMap(all -> text(all, "MultipleInstancesPolicy"));
        return new TaskDefinition.Settings(
                policy.isEmpty() ? Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW)
                        : Arrays.stream(TaskDefinition.MultipleInstances.values())
                                .filter(known -> known.text().equals(policy.get())).findFirst(),
                flag(settings, "DisallowStartIfOnBatteries", true), flag(settings, "StopIfGoingOnBatteries", true),
                flag(settings, "StartWhenAvailable", false), flag(settings, "Enabled", true),
                flag(settings, "Hidden", false),
                limit.isEmpty() ? Optional.of(USUAL_LIMIT) : limit.flatMap(TaskXmlReader::duration),
                settings.flatMap(all -> text(all, "Priority")).filter(text -> text.matches("\\d|10"))
                        .map(Integer::valueOf).orElse(USUAL_PRIORITY));
    }

    private static List<TaskDefinition.Exec> actions(Element actions) {
        return children(actions).stream().filter(action -> action.getLocalName().equals("Exec"))
                .map(exec -> new TaskDefinition.Exec(text(exec, "Command").orElse(""),
                        text(exec, "Arguments").orElse(""), text(exec, "WorkingDirectory"))).toList();
    }

    /** Days, hours, minutes, seconds; the schema also knows months and years, which have no length. */
    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** {@code xs:boolean} is {@code true}, {@code 1}, {@code false} or {@code 0}. */
    private static boolean flag(Optional<Element> parent, String name, boolean usual) {
        return parent.flatMap(element -> text(element, name)).map(text -> switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> usual;
        }).orElse(usual);
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(Node::getTextContent).map(String::strip);
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).stream().filter(element -> element.getLocalName().equals(name)).findFirst();
    }

    private static List<Element> children(Element parent) {
        var elements = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && TaskXml.NAMESPACE.equals(element.getNamespaceURI())) {
                elements.add(element);
            }
        }
        return elements;
    }
}
