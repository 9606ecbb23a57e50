package host.windows.tasks;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a task definition as the Task Scheduler takes it. Below a trigger the order matters, and the documentation
 * shows two: this writes {@code StartBoundary}, {@code Repetition}, in the order of the schema and of Microsoft's own
 * example, and leaves {@code Enabled} to its default, because the schema wants it first and the exports of the
 * service have it last.
 */
public final class TaskXml {
    /** The namespace of every version of the format. */
    static final String NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /** Of Windows Vista: everything that is written here was there then. */
    private static final String VERSION = "1.2";

    /** Ties the action to the principal, as the exports of the service do. */
    private static final String WHO = "Author";

    private final XMLStreamWriter xml;
    private int depth;

    private TaskXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** UTF-16 with a byte order mark, little end first: what the Task Scheduler exports, and what it declares. */
    public static byte[] bytes(TaskDefinition task) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0xFF);
        bytes.write(0xFE);
        bytes.writeBytes(text(task).getBytes(StandardCharsets.UTF_16LE));
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException where a trigger is no time trigger, or a text holds what XML cannot */
    public static String text(TaskDefinition task) {
        var text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            writer.writeStartDocument("UTF-16", "1.0");
            new TaskXml(writer).write(task);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(e);
        }
        return text + "\r\n";
    }

    private void write(TaskDefinition task) throws XMLStreamException {
        line();
        xml.writeStartElement("Task");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("version", VERSION);
        depth++;
        begin("RegistrationInfo");
        leaf("Description", task.description());
        end();
        begin("Triggers");
        for (TaskDefinition.Trigger trigger : task.triggers()) {
            write(trigger);
        }
        end();
        write(task.principal());
        write(task.settings());
        begin("Actions");
        xml.writeAttribute("Context", WHO);
        for (TaskDefinition.Exec exec : task.actions()) {
            begin("Exec");
            leaf("Command", exec.command());
            leaf("Arguments", exec.arguments());
            leaf("WorkingDirectory", exec.folder());
            end();
        }
        end();
        end();
    }

    private void write(TaskDefinition.Trigger trigger) throws XMLStreamException {
        if (!trigger.kind().equals("TimeTrigger") || !trigger.enabled()) {
            throw new IllegalArgumentException("only time triggers that are on: " + trigger);
        }
        begin(trigger.kind());
        leaf("StartBoundary", trigger.start());
        if (trigger.every().isPresent()) {
            begin("Repetition");
            leaf("Interval", trigger.every().map(Duration::toString));
            leaf("Duration", trigger.until().map(Duration::toString));
            end();
        }
        end();
    }

    private void write(TaskDefinition.Principal principal) throws XMLStreamException {
        begin("Principals");
        begin("Principal");
        xml.writeAttribute("id", WHO);
        leaf("UserId", principal.userId());
        leaf("LogonType", principal.logonType());
        leaf("RunLevel", principal.runLevel());
        end();
        end();
    }

    private void write(TaskDefinition.Settings settings) throws XMLStreamException {
        begin("Settings");
        leaf("MultipleInstancesPolicy", settings.policy().map(TaskDefinition.MultipleInstances::text));
        leaf("DisallowStartIfOnBatteries", Boolean.toString(settings.disallowStartIfOnBatteries()));
        leaf("StopIfGoingOnBatteries", Boolean.toString(settings.stopIfGoingOnBatteries()));
        leaf("AllowHardTerminate", "true");
        leaf("StartWhenAvailable", Boolean.toString(settings.startWhenAvailable()));
        leaf("AllowStartOnDemand", "true");
        leaf("Enabled", Boolean.toString(settings.enabled()));
        leaf("Hidden", Boolean.toString(settings.hidden()));
        leaf("ExecutionTimeLimit", settings.timeLimit().map(Duration::toString));
        leaf("Priority", Integer.toString(settings.priority()));
        end();
    }

    private void begin(String name) throws XMLStreamException {
        line();
        xml.writeStartElement(name);
        depth++;
    }

    private void end() throws XMLStreamException {
        depth--;
        line();
        xml.writeEndElement();
    }

    private void leaf(String name, Optional<String> text) throws XMLStreamException {
        if (text.isPresent()) {
            leaf(name, text.get());
        }
    }

    private void leaf(String name, String text) throws XMLStreamException {
        if (!isText(text)) {
            throw new IllegalArgumentException("XML has no way to write this as " + name);
        }
        line();
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** XML 1.0, 2.2: no control characters but tab and line ends, no half of a pair. */
    static boolean isText(String text) {
        return text.codePoints().allMatch(c -> c == '\t' || c == '\n' || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000);
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\r\n" + "  ".repeat(depth));
    }
}
