package replay;

import java.util.List;

/** The four rules of the guide as the registry would hold them, and what the pop-up makes when nobody answers. */
final class GuideRules {

    /** The guide's services by display name, with the ports as a rule names them. */
    private record Guided(String id, String ports, String name) { }

    private static final List<Guided> FOUR = List.of(
            new Guided("{0B6E1C52-7D3A-4E8F-A1C4-2D9B5F704E11}", "LPort=5002", "Eloquence TTS Service"),
            new Guided("{4A91D7E0-1F5B-4B62-8C3D-E60A7B28F912}", "LPort=8000", "Eloquence API Service"),
            new Guided("{8C23F5B6-E904-4D17-B5A8-17F3C6D09A23}", "LPort=8001", "Eloquence Whisper STT Service"),
            new Guided("{D75A0E98-36BC-4A41-9F02-5B8E4C1D7F34}", "LPort2_10=7880-7881", "Eloquence LiveKit Service"));

    private static final String BACKEND = "c:\\program files\\docker\\docker\\resources\\com.docker.backend.exe";

    private GuideRules() { }

    /** @param limits more keys of each rule, such as {@code Profile=Private|} */
    static ComposedMachine on(ComposedMachine machine, String active, String limits) {
        FOUR.forEach(rule -> machine.rule("local", rule.id(), "v2.30|Action=Allow|Active=" + active
                + "|Dir=In|Protocol=6|" + limits + rule.ports() + "|Name=" + rule.name() + "|"));
        return machine;
    }

    /** Two of them, TCP and UDP, in the form of {@code firewall-registry/popup-rules-evidence.txt}. */
    static ComposedMachine popUp(ComposedMachine machine) {
        String said = "|Profile=Public|App=" + BACKEND
                + "|Name=Docker Desktop Backend|Desc=Docker Desktop Backend|Defer=User|";
        return machine.rule("local", "TCP Query User{5D0C8A41-93E6-4F0B-8E52-71C6B0A2D9F3}" + BACKEND,
                        "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6" + said)
                .rule("local", "UDP Query User{E2B7F6D8-0A3C-4C19-9B74-3F5E1D8C6A20}" + BACKEND,
                        "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=17" + said);
    }
}
