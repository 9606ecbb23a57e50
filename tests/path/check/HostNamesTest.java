package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import host.HostName;
import host.Listener;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Diagnosis.Verdict;
import path.FakeMachine;
import path.FindingId;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** A name in place of an address, on Linux. */
class HostNamesTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);

    @ParameterizedTest
    @CsvSource({"api.test, 192.168.1.44, 192.168.1.44, warn: address-in-hosts-file",
        "my-pc, 127.0.1.1, 127.0.1.1, warn: address-in-hosts-file",
        "my-pc.local, 192.168.1.44, 192.168.1.44, warn: address-in-hosts-file",
        "api.test, 192.168.1.44, '', 'ok: '", "api.test, 192.168.1.44, unread, 'ok: '",
        "api.test, 192.168.1.44 192.168.1.57, '', warn: address-name-shared",
        "api.test, 192.168.1.44 127.0.0.1, '', 'ok: '",
        "my-pc, 192.168.1.44, '', warn: address-is-computer-name", "my-pc.local, 192.168.1.44, '', warn: address-by-mdns"})
    void whatItComesTo(String name, String resolved, String hostsFile, String expected) {
        var given = new FakeMachine();
        given.host = Optional.of(name);
        given.name = Optional.of(new HostName(name, Fact.known(List.of(resolved.split(" "))), hostsFile.equals("unread")
                ? Fact.unknown(Message.verbatim("not read"))
                : Fact.known(hostsFile.isEmpty() ? List.of() : List.of(hostsFile))));
        var diagnosis = given.diagnosis();
        var told = diagnosis.findings().stream()
                .filter(finding -> finding.id() != FindingId.NOT_PROVEN_FROM_A_PHONE).toList();
        assertEquals(expected, diagnosis.verdict().id() + ": " + told.stream().map(finding -> finding.id().id())
                .collect(Collectors.joining(" ")));
        if (name.endsWith(".local") && expected.endsWith("mdns")) {
            assertEquals(List.of("nothing is listening on UDP 5353: no program here answers for the name"),
                    told.getFirst().evidence().stream().map(ENGLISH::say).toList());
            given.listening(FakeMachine.listener("0.0.0.0", 8000, "docker-proxy"), new Listener(Protocol.UDP,
                    "0.0.0.0", 5353, Optional.of(7L), Optional.of("avahi-daemon")));
            assertEquals(Verdict.OK, given.diagnosis().verdict());
        }
        if (expected.endsWith("hosts-file")) {
            assertEquals(List.of("the hosts file gives " + name + " the address " + hostsFile),
                    told.getFirst().evidence().stream().map(ENGLISH::say).toList());
        }
    }
}
