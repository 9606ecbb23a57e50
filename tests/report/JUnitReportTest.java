package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import path.Hop;
import text.Language;
import text.Words;

class JUnitReportTest {
    private static final JUnitReport REPORT = new JUnitReport("diagnose", new Words(Language.ENGLISH));

    @Test
    void theWholeDocument() {
        assertEquals("""
                <?xml version="1.0" encoding="US-ASCII"?>
                <testsuites name="diagnose" tests="5" failures="1" errors="1" skipped="1" time="2.140">
                  <testsuite name="API 8000/tcp" tests="5" failures="1" errors="1" skipped="1" time="1.254" \
                timestamp="2026-03-01T09:30:00">
                    <properties>
                      <property name="services-from" value="Services: services.yaml"/>
                    </properties>
                    <testcase classname="diagnose.API 8000/tcp" name="container" time="0.000">
                      <error message="docker was too slow" type="unknown"/>
                    </testcase>
                    <testcase classname="diagnose.API 8000/tcp" name="published" time="0.000">
                      <skipped message="no container"/>
                    </testcase>
                    <testcase classname="diagnose.API 8000/tcp" name="loopback" time="0.004"></testcase>
                    <testcase classname="diagnose.API 8000/tcp" name="address" time="1.250">
                      <system-out>slow-answer: is slow
                </system-out>
                    </testcase>
                    <testcase classname="diagnose.API 8000/tcp" name="firewall" time="0.000">
                      <failure message="a rule drops it" type="firewall-block-rule">Rule &lt;x&gt; &amp; "y"
                -&gt; Open the port
                   New-Rule 'a|b'
                   rule "a|b"</failure>
                    </testcase>
                  </testsuite>
                </testsuites>""", REPORT.of(SampleDiagnoses.broken("API"),
                EnumSet.complementOf(EnumSet.of(Hop.LISTENING, Hop.PHONE))));
    }

    /** Control characters, halves of characters and non-characters stand there by number: no XML 1.0 can hold them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a<b>&"c"'d']]>    | a<b>&"c"'d']]>
            خدمة 🎤 déjà       | خدمة 🎤 déjà
            a\u0000\u001B[1m\u0007b | a\\u0000\\u001B[1m\\u0007b
            a\uD83Db\uDE00c   | a\\uD83Db\\uDE00c
            \uFFFE\uFFFFa     | \\uFFFE\\uFFFFa
            """)
    void anyNameIsWellFormed(String name, String read) throws Exception {
        String xml = REPORT.of(SampleDiagnoses.broken(name), Set.of(Hop.FIREWALL));
        assertTrue(xml.chars().allMatch(c -> c < 0x7F), xml);
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.US_ASCII)));
        var suite = (Element) document.getElementsByTagName("testsuite").item(0);
        assertEquals(read + " 8000/tcp", suite.getAttribute("name"));
    }

    @Test
    void oneSuiteForEachPort() {
        String xml = REPORT.of(SampleDiagnoses.well("A", "B"), EnumSet.allOf(Hop.class));
        assertTrue(xml.contains("<testsuites name=\"diagnose\" tests=\"14\" failures=\"0\" errors=\"0\" skipped=\"0\""),
                xml);
        assertTrue(xml.contains("<testsuite name=\"B 8001/tcp\" tests=\"7\""), xml);
    }
}
