package report;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import path.Cause;
import path.Diagnosis;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Remedy;
import path.ServicePath;
import process.ShellCommand;
import text.Durations;
import text.HiddenCharacters;
import text.Words;

/**
 * A diagnosis as a JUnit XML file, which every CI server can show: a suite for each service and port, a test case for
 * each hop. A problem is a failure, what could not be told an error, a warning a passed test with a remark.
 */
public final class JUnitReport {
    /** Every character beyond it is written as a reference, so the bytes are right whatever the stream makes of it. */
    private static final String ENCODING = StandardCharsets.US_ASCII.name();

    private final String tool;
    private final Words words;

    public JUnitReport(String tool, Words words) {
        this.tool = tool;
        this.words = words;
    }

    /** The document, with no line end behind it. @param hops those that the script looks at */
    public String of(Diagnosis diagnosis, Set<Hop> hops) {
        return document(xml -> {
            counts(xml, diagnosis.paths().stream().flatMap(path -> path.hops().stream())
                    .filter(result -> hops.contains(result.hop())).toList());
            attribute(xml, "time", seconds(diagnosis.took()));
            for (ServicePath path : diagnosis.paths()) {
                suite(xml, path, hops, diagnosis);
            }
        });
    }

    /**
     * The document of a run that brought no diagnosis: one test case, with an error.
     *
     * @param type what kind of error it is, {@code exit-64}
     */
    public String problem(Instant begin, Duration took, String type, String message, List<String> details) {
        return document(xml -> {
            oneError(xml);
            attribute(xml, "time", seconds(took));
            line(xml, 1);
            xml.writeStartElement("testsuite");
            attribute(xml, "name", tool);
            oneError(xml);
            attribute(xml, "time", seconds(took));
            timestamp(xml, begin);
            line(xml, 2);
            xml.writeStartElement("testcase");
            attribute(xml, "classname", tool);
            attribute(xml, "name", "run");
            attribute(xml, "time", seconds(took));
            told(xml, "error", message, type, String.join("\n", details));
            line(xml, 2);
            xml.writeEndElement();
            line(xml, 1);
            xml.writeEndElement();
        });
    }

    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    /** @param content attributes of the outermost element, then what is in it */
    private String document(Content content) {
        var bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, ENCODING);
            xml.writeStartDocument(ENCODING, "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuites");
            attribute(xml, "name", tool);
            content.write(xml);
            line(xml, 0);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private void suite(XMLStreamWriter xml, ServicePath path, Set<Hop> hops, Diagnosis diagnosis)
            throws XMLStreamException {
        String name = path.endpoint().service().name() + " " + path.endpoint().portText();
        List<HopResult> results = path.hops().stream().filter(result -> hops.contains(result.hop())).toList();
        line(xml, 1);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        counts(xml, results);
        attribute(xml, "time", seconds(results.stream().flatMap(result -> result.took().stream())
                .reduce(Duration.ZERO, Duration::plus)));
        timestamp(xml, diagnosis.startedAt());
        line(xml, 2);
        xml.writeStartElement("properties");
        line(xml, 3);
        xml.writeEmptyElement("property");
        attribute(xml, "name", "services-from");
        attribute(xml, "value", words.say(diagnosis.source().text()));
        line(xml, 2);
        xml.writeEndElement();
        for (HopResult result : results) {
            testCase(xml, name, result);
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private void testCase(XMLStreamWriter xml, String suite, HopResult result) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("testcase");
        attribute(xml, "classname", tool + "." + suite);
        attribute(xml, "name", result.hop().id());
        attribute(xml, "time", seconds(result.took().orElse(Duration.ZERO)));
        String text = words.say(result.outcome().text());
        switch (result.outcome()) {
            case Outcome.Ok ok -> { }
            case Outcome.Problem(var said, Cause cause) -> told(xml, "failure", text, cause.id().id(), details(cause));
            case Outcome.Unknown unknown -> told(xml, "error", text, "unknown", details(unknown));
            case Outcome.Skipped skipped -> told(xml, "skipped", text, "", "");
            case Outcome.Warning(var said, Cause cause) -> {
                line(xml, 3);
                xml.writeStartElement("system-out");
                characters(xml, cause.id().id() + ": " + text + "\n" + details(cause));
                xml.writeEndElement();
            }
        }
        if (!(result.outcome() instanceof Outcome.Ok)) {
            line(xml, 2);
        }
        xml.writeEndElement();
    }

    private static void told(XMLStreamWriter xml, String element, String message, String type, String details)
            throws XMLStreamException {
        line(xml, 3);
        if (details.isEmpty()) {
            xml.writeEmptyElement(element);
        } else {
            xml.writeStartElement(element);
        }
        attribute(xml, "message", message);
        if (!type.isEmpty()) {
            attribute(xml, "type", type);
        }
        if (!details.isEmpty()) {
            characters(xml, details);
            xml.writeEndElement();
        }
    }

    private String details(Outcome.Unknown unknown) {
        return unknown.rules().stream().map(rule -> words.say("path.evidence.rule", rule.where(), rule.text()))
                .collect(Collectors.joining("\n"));
    }

    private String details(Cause cause) {
        var lines = new ArrayList<String>();
        cause.evidence().forEach(seen -> lines.add(words.say(seen)));
        for (Remedy remedy : cause.remedies()) {
            lines.add("-> " + words.say(remedy.text()));
            remedy.commands().stream().map(ShellCommand::line).distinct()
                    .forEach(command -> lines.add("   " + command));
        }
        return String.join("\n", lines);
    }

    /** The schema that CI servers check against (Ant's) has no zone; UTC it is. */
    private static void timestamp(XMLStreamWriter xml, Instant at) throws XMLStreamException {
        attribute(xml, "timestamp", LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
    }

    private static void oneError(XMLStreamWriter xml) throws XMLStreamException {
        attribute(xml, "tests", "1");
        attribute(xml, "failures", "0");
        attribute(xml, "errors", "1");
        attribute(xml, "skipped", "0");
    }

    private static void counts(XMLStreamWriter xml, List<HopResult> results) throws XMLStreamException {
        attribute(xml, "tests", Integer.toString(results.size()));
        attribute(xml, "failures", count(results, Outcome.Problem.class));
        attribute(xml, "errors", count(results, Outcome.Unknown.class));
        attribute(xml, "skipped", count(results, Outcome.Skipped.class));
    }

    private static String count(List<HopResult> results, Class<? extends Outcome> kind) {
        return Long.toString(results.stream().map(HopResult::outcome).filter(kind::isInstance).count());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", Durations.millis(time) / 1000.0);
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private static void characters(XMLStreamWriter xml, String text) throws XMLStreamException {
        xml.writeCharacters(legal(text));
    }

    /** {@link HiddenCharacters} by number; of these, XML 1.0 cannot hold some even as a reference. */
    private static String legal(String text) {
        return HiddenCharacters.replaced(text, c -> c == '\n' || c == '\t' ? Character.toString(c)
                : HiddenCharacters.number(c));
    }
}
