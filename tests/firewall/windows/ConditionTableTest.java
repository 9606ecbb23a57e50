package firewall.windows;

import static firewall.windows.policy.FakeWindows.DOCKER;
import static firewall.windows.policy.FakeWindows.flow;
import static net.Protocol.TCP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.windows.policy.FakeWindows;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One allow rule with one condition, and whether it speaks for a packet: yes lets it in, no leaves the default, and
 * maybe leaves the decision open. Keys and values are those of MS-GPFAS 2.2.2.19 unless a line names its own source.
 */
class ConditionTableTest {
    private static String match(Protocol protocol, String from, int port, String program, String condition) {
        var windows = new FakeWindows().rule("r", "v2.30|Action=Allow|Active=TRUE|Dir=In|" + condition + "|");
        windows.services.put("Dnscache", "C:\\Windows\\system32\\svchost.exe -k NetworkService");
        windows.services.put("sshd", "C:\\Windows\\System32\\OpenSSH\\sshd.exe");
        return word(windows.policy().decide(flow(protocol, from, port, program)));
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "yes";
            case Decision.Blocked blocked -> "no";
            case Decision.Undecided undecided -> "maybe";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Protocol=6; yes", "Protocol=17; no", "Protocol=58; no", "Protocol=256; yes", "Protocol=tcp; yes",
        "Protocol=47; no",
        "Protocol=6|LPort=8000; yes", "Protocol=6|LPort=8001; no", "Protocol=6|LPort=80|LPort=8000; yes",
        "Protocol=6|LPort2_10=7880-8100; yes", "Protocol=6|LPort2_10=8001-8100; no",
        "Protocol=6|LPort=RPC; maybe", "Protocol=6|LPort=RPC-EPMap; no", "Protocol=6|LPort2_10=IPHTTPSIn; no",
        "Protocol=6|LPort2_10=IPTLSIn|LPort2_10=IPHTTPSIn; no", "Protocol=6|LPort2_10=IPHTTPSIn|LPort=8000; yes",
        "Protocol=17|LPort=Teredo; no", "Protocol=6|LPort=Nonsense; maybe",
        // RFC 6056 section 3.2: a phone's own port is 1024 or above.
        "Protocol=6|RPort=80; no", "Protocol=6|RPort2_10=1024-65535; yes", "Protocol=6|RPort=50000; maybe",
    })
    void protocolAndPorts(String condition, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, DOCKER, condition));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "192.168.1.23; RA4=192.168.1.23; yes", "192.168.1.23; RA4=192.168.1.24; no",
        "192.168.1.23; RA4=192.168.1.0/24; yes", "192.168.1.23; RA4=192.168.1.0/255.255.255.0; yes",
        "192.168.1.23; RA4=192.168.1.0/255.255.255.240; no", "192.168.1.23; RA4=192.168.1.0/255.0.255.0; maybe",
        "192.168.1.23; RA4=192.168.1.20-192.168.1.29; yes", "192.168.1.23; RA4=192.168.1.30-192.168.1.39; no",
        "192.168.1.23; RA4=10.0.0.0/8|RA4=192.168.1.23; yes",
        // Set-NetFirewallRule, LocalSubnet: what is on the link of the adapter, whichever version.
        "192.168.1.23; RA4=LocalSubnet|RA6=LocalSubnet; yes", "192.168.2.23; RA4=LocalSubnet; no",
        "2001:db8:1::23; RA6=LocalSubnet; yes", "2001:db8:2::23; RA6=LocalSubnet; no",
        "fe80::23; RA6=LocalSubnet; yes", "fe80::23; RA6=fe80::/64; yes", "192.168.1.23; RA6=fe80::/64; no",
        // RA4 is for IPv4 alone and RA6 for IPv6 (MS-GPFAS 2.2.2.19).
        "192.168.1.23; RA6=LocalSubnet; no", "2001:db8:1::23; RA4=LocalSubnet; no",
        "2001:db8:1::23; RA4=192.168.1.0/24; no", "192.168.1.23; RA42=IntErnet|RA6=LocalSubnet; maybe",
        "192.168.1.23; RA62=IntErnet; no", "192.168.1.23; RA4=fe80::1; maybe", "169.254.7.8; RA4=LocalSubnet; no",
        "192.168.1.23; RA4=DefaultGateway; maybe", "192.168.1.23; RA42=IntErnet|RA62=IntErnet; maybe",
        "192.168.1.23; RA42=IntrAnet|RA4=LocalSubnet; yes",
        "192.168.1.23; LA4=192.168.1.44; yes", "192.168.1.23; LA4=192.168.1.45; no",
        "192.168.1.23; RA4=nonsense; maybe",
    })
    void addresses(String from, String condition, String expected) {
        assertEquals(expected, match(TCP, from, 8000, DOCKER, condition));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe; %ProgramFiles%\\docker\\docker\\"
            + "resources\\COM.DOCKER.backend.exe; yes",
        "C:\\Windows\\System32\\svchost.exe; %SystemRoot%\\system32\\svchost.exe; yes",
        "C:\\Windows\\System32\\svchost.exe; %Unknown%\\svchost.exe; maybe",
        "C:\\Windows\\System32\\svchost.exe; %Unknown%\\other.exe; no",
        "C:\\Program Files\\Docker\\x.exe; C:\\PROGRA~1\\Docker\\x.exe; maybe",
        "C:\\Program Files\\Docker\\x.exe; C:\\WINDOW~1\\Docker\\x.exe; no",
        "C:\\Program Files\\Docker\\x.exe; C:\\PROGRA~1\\Docker\\y.exe; no",
        "C:\\Tools\\x.exe; \\device\\harddiskvolume2\\tools\\x.exe; maybe",
        "System; System; yes", "System; C:\\Tools\\x.exe; no", "C:\\Tools\\x.exe; System; no",
        "-; C:\\Tools\\x.exe; maybe",
        // The name alone, as tasklist tells it: looked up among the programs that run.
        "com.docker.backend.exe; C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe; yes",
        "com.docker.backend.exe; C:\\Old\\com.docker.backend.exe; no",
        "svchost.exe; %SystemRoot%\\system32\\svchost.exe; maybe", "svchost.exe; C:\\Tools\\x.exe; no",
    })
    void programs(String program, String app, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, program, "App=" + app));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "C:\\Windows\\System32\\svchost.exe; Svc=Dnscache; maybe",
        "C:\\Windows\\System32\\OpenSSH\\sshd.exe; Svc=Dnscache; no",
        "C:\\Windows\\System32\\OpenSSH\\sshd.exe; Svc=sshd; maybe",
        "C:\\Tools\\x.exe; Svc=Neverseen; maybe", "C:\\Tools\\x.exe; Svc=*; maybe", "System; Svc=*; no",
        "-; Svc=Dnscache; maybe",
        "C:\\Tools\\x.exe; LUOwn=S-1-5-21-1-2-3-1000|AppPkgId=S-1-15-2-1-2-3; no",
        "C:\\Program Files\\WindowsApps\\Any_1.0\\x.exe; AppPkgId=S-1-15-2-1-2-3; maybe",
        // Rules v2.31 and later name a package by its family (MS-FASP 2.2.37, wszPackageFamilyName).
        "C:\\Tools\\x.exe; PFN=Any.App_8wekyb3d8bbwe|LUOwn=S-1-5-21-1-2-3-1000; no",
        "C:\\Program Files\\WindowsApps\\Any_1.0\\x.exe; PFN=Any.App_8wekyb3d8bbwe; maybe",
        // MS-DTYP 2.4.2.4, USER_MODE_DRIVERS: a process of drivers outside the kernel.
        "C:\\Tools\\x.exe; 'LUAuth=O:LSD:(A;;CC;;;S-1-5-84-0-0-0-0-0)'; no",
        "System; 'LUAuth=D:(A;;CC;;;UD)'; no",
        "C:\\Windows\\System32\\WUDFHost.exe; 'LUAuth=O:LSD:(A;;CC;;;S-1-5-84-0-0-0-0-0)'; maybe",
        "-; 'LUAuth=O:LSD:(A;;CC;;;S-1-5-84-0-0-0-0-0)'; maybe",
        "C:\\Tools\\x.exe; 'LUAuth=O:LSD:(A;;CC;;;S-1-5-84-0-0-0-0-0)(A;;CC;;;S-1-5-21-1-2-3-1000)'; maybe",
        "C:\\Tools\\x.exe; 'LUAuth=D:(D;;CC;;;S-1-5-84-0-0-0-0-0)'; maybe",
        "C:\\Tools\\x.exe; 'LUAuth=O:LSD:(A;;CC;;;S-1-5-21-1-2-3-1000)'; maybe",
    })
    void services(String program, String condition, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, program, condition));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "IFType=Wireless; yes", "IFType=Lan; no", "IFType=Lan|IFType=Wireless; yes", "IFType=RemoteAccess; no",
        "IF={11111111-2222-3333-4444-555555555555}; yes", "IF={11111111-0000-0000-0000-000000000000}; no",
        "Platform=2:6:2|Platform2=GTEQ; yes", "Platform=2:11:0|Platform2=GTEQ; no", "Platform=2:6:2; no",
        "Platform=2:10:0; yes",
        "Platform=2:6:1|Platform=2:10:0; yes", "Platform=2:10:0|Platform=2:11:0|Platform2=GTEQ; yes",
        "Platform=2:6:1|Platform=2:11:0|Platform2=GTEQ; no", "Platform=1:4:0|Platform2=GTEQ; maybe",
        "NNm=Home; maybe",
    })
    void adapterAndPlatform(String condition, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, DOCKER, condition));
    }

    /** A first packet to a service is no traffic that a program has named before (MS-FASP 2.2.97, 3.1.1). */
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "TTK=Proximity; no", "TTK=ProxSharing; no", "TTK2_22=WFDPrint; no", "TTK2_22=WFDDisplay; no",
        "TTK2_22=WFDDevices; no", "TTK2_27=WFDKmDriver; no", "ttk2_27=wfdkmdriver; no", "TTK2_27=UPnP; no",
        "TTK2_28=WFDCDPSvc; no", "TTK2_22=WFDPrint|TTK2_27=UPnP; no",
        // A mark of a newer Windows may be for anything.
        "TTK2_28=Tomorrow; maybe", "TTK2_22=WFDPrint|TTK2_28=Tomorrow; maybe", "TTK3_1=WFDPrint; maybe",
    })
    void trustTuples(String condition, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, DOCKER, condition));
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, null, condition));
    }

    /** MS-IPHTTPS 1.1: its server listens on 443, and what comes out of the tunnel comes in on an adapter of its own. */
    @ParameterizedTest
    @CsvSource({"443, 131, maybe", "443, 71, no", "443, 0, maybe", "8443, 131, no", "80, 131, no"})
    void onlyAServerOfIpHttpsHasItsPort(int port, int second, String expected) {
        var windows = new FakeWindows().rule("r",
                "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=IPTLSIn|LPort2_10=IPHTTPSIn|App=System|");
        if (second == 0) {
            windows.adapters.clear();
            windows.networks.clear();
        } else {
            windows.network("Second", 1, "{22222222-2222-3333-4444-555555555555}", second);
        }
        assertEquals(expected, word(windows.policy().decide(flow(TCP, "192.168.1.23", port, "System"))));
    }

    /**
     * MS-GPFAS 2.2.2.19 and MS-FASP 2.2.37 say what a rule must not do; what Windows makes of one that does is written
     * nowhere.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "LPort=8000; maybe", "Protocol=256|LPort=8000; maybe", "LPort=8001; no", "RPort=1024; maybe",
        "Protocol=6|Profile=Home; maybe", "Protocol=6|Profile=Home|Profile=Public; maybe",
        "Protocol=6|App=C:\\node\\node.exe|App=C:\\x.exe; no", "Protocol=6|Protocol=6; maybe",
        "Protocol=6|Security=Authenticate; maybe", "Protocol=6|ICMP4=8:*; maybe", "Protocol=word; maybe",
        "Protocol=6|LSM=TRUE; yes", "Protocol=6|PCross=TRUE; yes", "Protocol=6|Edge=TRUE|Defer=App; yes",
    })
    void lawsOfTheGrammar(String condition, String expected) {
        assertEquals(expected, match(TCP, "192.168.1.23", 8000, DOCKER, condition));
    }
}
