package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.Receiver;
import firewall.windows.policy.FakeWindows;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One allow rule, and whether it speaks for whoever gets the packet: yes, no, or maybe. */
class ReceiverTest {
    private static final Map<String, Receiver> RECEIVERS = Map.of(
            "docker", new Receiver.Program(FakeWindows.DOCKER),
            "forwarding", new Receiver.Program("svchost.exe", Optional.of("iphlpsvc")),
            "service-host", new Receiver.Program("svchost.exe"),
            "somebody", new Receiver.Unnamed(), "nobody", new Receiver.Nobody(), "other", new Receiver.Other(),
            "wsl", new Receiver.Guest(),
            "docker-to-come", new Receiver.Expected("com.docker.backend.exe", true),
            "docker-not-started", new Receiver.Expected("com.docker.frontend.exe", false),
            "docker-if-it-ran", new Receiver.Expected("com.docker.frontend.exe", true));

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "LPort=8000; docker:yes forwarding:yes somebody:yes nobody:yes other:yes wsl:yes docker-to-come:yes",
        "App=C:\\Tools\\x.exe; docker:no forwarding:no somebody:maybe nobody:maybe other:no wsl:no"
            + " docker-to-come:no docker-not-started:no docker-if-it-ran:maybe",
        "App=C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe; docker:yes docker-to-come:yes"
            + " nobody:maybe other:no wsl:no docker-not-started:no",
        "App=C:\\Docker\\com.docker.frontend.exe; docker-not-started:maybe docker-if-it-ran:maybe docker:no",
        "App=%SystemRoot%\\system32\\svchost.exe; forwarding:yes service-host:maybe wsl:no other:no",
        "App=%SystemRoot%\\system32\\svchost.exe|Svc=CDPSvc; forwarding:no service-host:maybe nobody:maybe wsl:no",
        "App=%SystemRoot%\\system32\\svchost.exe|Svc=iphlpsvc; forwarding:yes service-host:maybe docker:no",
        "Svc=*; forwarding:yes other:no wsl:no nobody:maybe",
        "LUOwn=S-1-5-21-1-2-3-1000|AppPkgId=S-1-15-2-1-2-3; forwarding:no service-host:maybe other:no wsl:no"
            + " docker-to-come:no docker-not-started:no nobody:maybe",
        "IFType=Wireless; docker:yes other:yes wsl:no",
        // Ports in use are somebody's (MS-FASP 3.1.1, PortInUse).
        "LPort=RPC; docker:maybe somebody:maybe nobody:no other:no wsl:no docker-to-come:no",
        "LPort=Nonsense; docker:maybe nobody:maybe other:maybe",
    })
    void aRuleIsForSomeAndNotForOthers(String condition, String expected) {
        var windows = new FakeWindows().rule("r", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|" + condition + "|");
        windows.services.put("CDPSvc", "C:\\Windows\\system32\\svchost.exe -k LocalService");
        windows.services.put("iphlpsvc", "C:\\Windows\\System32\\svchost.exe -k NetSvcs -p");
        for (String each : expected.split(" ")) {
            String[] one = each.split(":");
            assertEquals(one[1], word(windows.policy().decide(FakeWindows.phone(8000).to(RECEIVERS.get(one[0])))),
                    one[0]);
        }
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "yes";
            case Decision.Blocked blocked -> "no";
            case Decision.Undecided undecided -> "maybe";
        };
    }
}
