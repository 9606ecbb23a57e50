package fuzz;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.windows.Dump;
import firewall.windows.FirewallLog;
import firewall.windows.PolicyReader;
import firewall.windows.policy.FakeWindows;
import firewall.windows.policy.RuleString;
import firewall.windows.policy.WindowsPolicy;
import firewall.windows.policy.WindowsRule;
import host.Profile;
import host.windows.WindowsAnswer;
import host.windows.WindowsSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import json.Json;
import json.JsonShapeException;
import net.Cidr;
import net.Protocol;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Project;

/** What PowerShell answers about a Windows machine, and the rules of its firewall as the registry has them. */
final class WindowsTargets {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");
    private static final String SCRIPT = "powershell host/windows/read-windows.ps1";

    private WindowsTargets() { }

    static List<Target> all() {
        return List.of(
                new Target("powershell-answer", WindowsTargets::answers, bytes -> {
                    var world = new FakeWorld(Os.WINDOWS).command(SCRIPT, bytes);
                    Sound.fact(new WindowsSnapshot(world).answer()).toOptional().ifPresent(WindowsTargets::read);
                }),
                Target.of("powershell-json", List.of("powershell/read-windows-laptop.json"), bytes -> {
                    try {
                        if (Json.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof JsonObject whole) {
                            read(Json.object(whole, "answer"));
                        }
                    } catch (JsonShapeException e) {
                        // It is no JSON, and says so.
                    }
                }),
                Target.of("powershell-error", List.of("powershell/clixml-error-on-stderr-truncated.txt",
                        "powershell/clixml-progress-on-stderr.txt",
                        "powershell/netfirewallrule-access-denied-stderr.txt"), bytes -> Sound.fact(
                                new WindowsSnapshot(new FakeWorld(Os.WINDOWS).command(SCRIPT, new Ran.Exited(1),
                                        new byte[0], Ran.decode(bytes))).answer())),
                new Target("registry-rule", WindowsTargets::rules, bytes -> {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    RuleString.parse(text).ifPresent(Sound::value);
                    for (WindowsRule.Store store : WindowsRule.Store.values()) {
                        WindowsRule.of("{1}", store, text).ifPresent(Sound::value);
                    }
                    var machine = new FakeWindows().rule("{1}", text);
                    for (String list : List.of("GloballyOpenPorts", "AuthorizedApplications")) {
                        machine.profiles.get("local").put("PublicProfile\\" + list + "\\List", Map.of(text, text));
                    }
                    decide(machine.policy());
                }));
    }

    private static List<byte[]> answers() {
        return Project.files("tests/fixtures/hosts", "powershell.exe.out").stream().filter(file ->
                file.contains("windows-guide/") || file.contains("windows-mirrored") || file.contains("windows-vpn"))
                .map(file -> Project.fixture(file.replace("tests/fixtures/", ""))).toList();
    }

    private static List<byte[]> rules() {
        return Dump.rules(Dump.read(Dump.POPUP)).stream().map(value -> value.text().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** All that is read of one answer. */
    private static void read(JsonElement answer) {
        Fact<WindowsAnswer> whole = WindowsAnswer.of(answer);
        Sound.fact(whole.then(WindowsAnswer::adapters));
        Sound.fact(whole.then(WindowsAnswer::defaultRouteAdapters));
        Sound.fact(whole.then(WindowsAnswer::profiles));
        Sound.fact(whole.then(WindowsAnswer::routes));
        Sound.fact(whole.then(WindowsAnswer::elevated));
        Sound.fact(whole.then(WindowsAnswer::programs));
        Sound.fact(whole.then(WindowsAnswer::dhcp));
        Sound.fact(whole.then(WindowsAnswer::products));
        Sound.fact(whole.then(WindowsAnswer::wsl));
        Sound.fact(FirewallLog.drops(answer, Profile.PRIVATE));
        Sound.fact(PolicyReader.policy(answer, whole.then(WindowsAnswer::adapters).toOptional().orElse(List.of())))
                .toOptional().ifPresent(WindowsTargets::decide);
    }

    private static void decide(WindowsPolicy policy) {
        LinuxFirewallTargets.decided(policy.decide(FakeWindows.phone(8000)));
        LinuxFirewallTargets.decided(policy.decide(FakeWindows.flow(Protocol.UDP, "2001:db8:1::23", 7880, null)));
        Sound.value(policy.exceptionsWithin(LAN));
    }
}
