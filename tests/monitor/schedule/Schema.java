package monitor.schedule;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;
import testing.Project;

/** The schema of task definitions in the fixtures, asked about texts. */
public final class Schema {
    private static final javax.xml.validation.Schema TASK = read();

    private Schema() { }

    private static javax.xml.validation.Schema read() {
        try {
            return SchemaFactory.newDefaultInstance()
                    .newSchema(Project.path("tests/fixtures/tasks/task.xsd").toFile());
        } catch (SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first thing that is wrong; empty where the text is valid. */
    public static Optional<String> fault(String xml) {
        try {
            var validator = TASK.newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.validate(new StreamSource(new StringReader(xml)));
            return Optional.empty();
        } catch (SAXException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be read", e);
        }
    }
}
