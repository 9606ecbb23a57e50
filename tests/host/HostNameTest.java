package host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Fact;
import text.Message;

/** Who knows a name of this machine. */
class HostNameTest {
    /** A line of Debian's, one of somebody's, and what may stand around them. */
    private static final String HOSTS = """
            127.0.0.1\tlocalhost
            127.0.1.1\tmy-pc.home my-pc   # set by the installer
            # 192.168.1.99 api.test
              192.168.1.44   API.test  web.test
            192.168.1.45 api.test
            0:0:0:0:0:0:0:1     ip6-localhost ip6-loopback
            nowhere my-phone
            """;

    @ParameterizedTest
    @CsvSource({"api.test, 192.168.1.44 192.168.1.45", "api.test., 192.168.1.44 192.168.1.45", "WEB.TEST, 192.168.1.44",
        "my-pc, 127.0.1.1", "my-pc.home, 127.0.1.1", "ip6-localhost, ::1", "test, ''", "my-phone, ''", "set, ''", "192.168.1.44, ''"})
    void whatTheHostsFileSays(String name, String addresses) {
        assertEquals(addresses, String.join(" ", HostName.inText(HOSTS, name)));
    }

    private static HostName name(String name, List<String> resolved, Optional<List<String>> hostsFile) {
        return new HostName(name, Fact.known(resolved), hostsFile.map(Fact::known)
                .orElseGet(() -> Fact.unknown(Message.verbatim("not read"))));
    }

    /** Domains whose DNS gives everybody 127.0.0.1; by the hosts file, or unread, it says nothing of a phone. */
    @Test
    void whatEverybodyIsLedBackToItselfBy() {
        List<String> itself = List.of("127.0.0.1");
        Optional<List<String>> unlisted = Optional.of(List.of());
        assertEquals(true, name("app.lvh.test", itself, unlisted).loopbackByDns());
        assertEquals(true, name("app.lvh.test", List.of("::1", "127.0.0.1"), unlisted).loopbackByDns());
        assertEquals(false, name("app.lvh.test", List.of("127.0.0.1", "192.168.1.44"), unlisted).loopbackByDns());
        assertEquals(false, name("app.lvh.test", List.of(), unlisted).loopbackByDns());
        assertEquals(false, name("app.lvh.test", itself, Optional.of(itself)).loopbackByDns());
        assertEquals(false, name("app.lvh.test", itself, Optional.empty()).loopbackByDns());
        assertEquals(false, name("my-pc", itself, unlisted).loopbackByDns());
        assertEquals(false, name("my-pc.local", itself, unlisted).loopbackByDns());
    }
}
