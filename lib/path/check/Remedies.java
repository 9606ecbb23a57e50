package path.check;

import docker.Container;
import host.AdapterKind;
import host.LanAddress;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.Remedy;
import process.Fact;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What a person can do about each cause, with commands that can be pasted. They are words: nothing here runs. */
final class Remedies {

    private static final List<Shell> ANY_SHELL = List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD);

    private Remedies() { }

    static Remedy byHand(String key, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), List.of());
    }

    static Remedy anywhere(String key, List<String> words, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), ShellCommand.forShells(ANY_SHELL, false, words));
    }

    /** @param said the client's words, which name the socket or pipe of the engine that it looks for */
    static List<Remedy> startDocker(FindingId id, Os os, String said) {
        if (id == FindingId.DOCKER_NOT_INSTALLED) {
            return List.of(byHand("install-docker"));
        }
        String engine = said.toLowerCase(Locale.ROOT);
        if (engine.contains("podman")) {
            return List.of(anywhere("start-podman", List.of("podman", "machine", "start")));
        }
        if (engine.contains("rancher") || engine.contains("/.rd/")) {
            return List.of(byHand("start-rancher-desktop"));
        }
        return switch (os) {
            // One of the user's own has no service of the system: rootless, and Docker Desktop.
            case LINUX, OTHER -> List.of(new Remedy(Message.of("path.remedy.start-docker"), List.of(
                    engine.contains("/.docker/desktop/") ? new ShellCommand(Shell.BASH, false,
                            "systemctl --user start docker-desktop")
                    : engine.contains("/run/user/") ? new ShellCommand(Shell.BASH, false,
                            "systemctl --user start docker")
                    : new ShellCommand(Shell.BASH, true, "sudo systemctl start docker"))));
            case WINDOWS -> List.of(new Remedy(Message.of("path.remedy.start-docker-desktop"), List.of(
                    new ShellCommand(Shell.POWERSHELL, false,
                            "Start-Process 'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe'"),
                    new ShellCommand(Shell.CMD, false,
                            "start \"\" \"C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe\""))));
            case MAC -> List.of(new Remedy(Message.of("path.remedy.start-docker-desktop"),
                    List.of(new ShellCommand(Shell.BASH, false, "open -a Docker"))));
        };
    }

    static List<Remedy> mayAskDocker(Os os) {
        var asRoot = new Remedy(Message.of("path.remedy.ask-docker-as-root"), List.of(), Remedy.Again.THIS);
        return switch (os) {
            case WINDOWS -> List.of(byHand("docker-users-group"));
            case MAC -> List.of(asRoot);
            case LINUX, OTHER -> List.of(asRoot, new Remedy(Message.of("path.remedy.docker-group"),
                    List.of(new ShellCommand(Shell.BASH, true, "sudo usermod -aG docker \"$USER\""))));
        };
    }

    /** For rules that could not be read: with more rights, with few of them for good, or not at all. */
    static List<Remedy> readFirewall(Facts facts) {
        boolean lacksRights = facts.os() == Os.LINUX && facts.administrator().equals(Fact.known(false));
        return lacksRights ? List.of(
                new Remedy(Message.of("path.remedy.read-as-root"), List.of(), Remedy.Again.THIS),
                byHand("read-by-sudo"), byHand("leave-firewall-out")) : List.of(byHand("leave-firewall-out"));
    }

    static List<Remedy> createContainer() {
        return List.of(anywhere("compose-up", List.of("docker", "compose", "up", "-d")),
                anywhere("list-containers", List.of("docker", "ps", "-a")));
    }

    static List<Remedy> docker(String verb, String container) {
        return List.of(anywhere("docker-" + verb, List.of("docker", verb, container), container));
    }

    static List<Remedy> logs(String container) {
        return List.of(anywhere("logs", List.of("docker", "logs", "--tail", "50", container), container));
    }

    static List<Remedy> logs(Optional<String> container) {
        return container.map(Remedies::logs).orElseGet(() -> List.of(byHand("own-logs")));
    }

    /** @param first what keeps it from starting otherwise */
    static List<Remedy> startContainer(Container container, List<Remedy> first) {
        var steps = new ArrayList<>(first);
        String name = container.name();
        if (container.outOfMemory()) {
            steps.add(byHand("more-memory", name));
        }
        if (!PortHolder.canStart(container)) {
            steps.add(recreate("path.remedy.recreate-dead", "path.remedy.recreate-dead-by-hand", container));
            return steps;
        }
        steps.addAll(docker("start", name));
        steps.addAll(logs(name));
        return steps;
    }

    /** This one alone, of those that Compose made; Docker itself has no word for it. */
    static List<Remedy> recreate(Container container) {
        return List.of(recreate("path.remedy.recreate", "path.remedy.recreate-by-hand", container));
    }

    /** @param byHand the sentence for one that Compose did not make */
    static Remedy recreate(String byCompose, String byHand, Container container) {
        return container.composeService().map(service -> new Remedy(Message.of(byCompose, container.name()),
                        ShellCommand.forShells(ANY_SHELL, false,
                                List.of("docker", "compose", "up", "-d", "--force-recreate", service))))
                .orElseGet(() -> new Remedy(Message.of(byHand, container.name()), List.of()));
    }

    static List<Remedy> startService(Optional<String> container) {
        return container.map(Remedies::logs).orElseGet(() -> List.of(byHand("start-service")));
    }

    static Remedy whoListens(Endpoint endpoint, Os os) {
        return whoListens(endpoint.service().protocol(), endpoint.port(), os);
    }

    static Remedy whoListens(Protocol protocol, int port, Os os) {
        boolean udp = protocol == Protocol.UDP;
        List<ShellCommand> commands = os == Os.WINDOWS
                ? List.of(new ShellCommand(Shell.POWERSHELL, false, "Get-Process -Id ("
                        + (udp ? "Get-NetUDPEndpoint" : "Get-NetTCPConnection -State Listen")
                        + " -LocalPort " + port + ").OwningProcess"),
                        new ShellCommand(Shell.CMD, false, Shell.CMD.system("netstat") + " -ano | "
                                + Shell.CMD.system("findstr") + " \":" + port + " \""))
                : List.of(new ShellCommand(Shell.BASH, true,
                        "sudo ss " + (udp ? "-lunp" : "-ltnp") + " 'sport = :" + port + "'"));
        return new Remedy(Message.of("path.remedy.who-listens", port), commands);
    }

    static List<Remedy> useLanAddress() {
        return List.of(byHand("use-lan-address"));
    }

    /** @param here the addresses of this machine on networks with phones, best first */
    static List<Remedy> useAddressOf(List<LanAddress.Candidate> here) {
        List<Message> named = here.stream().filter(one -> one.address().isV4() || here.stream()
                .noneMatch(other -> other.address().isV4())).map(NetworkTexts::at).toList();
        return switch (named.size()) {
            case 0 -> useLanAddress();
            case 1 -> List.of(byHand("use-address-of", named.getFirst(), here.getFirst().address().address()));
            default -> List.of(byHand("use-one-address-of", named));
        };
    }

    /** Which of this machine's networks the phone is in, nobody but the person knows. */
    static List<Remedy> nameThePhonesNetwork(List<LanAddress.Candidate> others) {
        return List.of(anywhere("judge-for-phone", List.of("jbang", "diagnose", "--from", "ADDRESS")),
                byHand("name-address", others.getFirst().address().address()));
    }

    /** In another network than the one that this machine takes to be the LAN, the next command has to be told too. */
    static Finding ofPhonesNetwork(Finding finding, Facts facts) {
        String phone = facts.phone().orElseThrow().address().getHostAddress();
        return new Finding(finding.id(), finding.severity(), finding.confidence(), finding.endpoints(),
                finding.summary(), finding.evidence(), finding.remedies().stream().map(step -> new Remedy(step.text(),
                        step.commands().stream().map(command -> command.line().startsWith("jbang fix-firewall")
                                && !command.line().contains(" --from ") ? new ShellCommand(command.shell(), command.asAdministrator(), command.line()
                                + " --from " + phone) : command).toList(), step.again())).toList(), finding.rules());
    }

    /** A hotspot counts as soon as somebody is in it. */
    static List<Remedy> joinNetwork(Facts facts) {
        boolean hotspot = facts.adapters().toOptional().stream().flatMap(List::stream)
                .anyMatch(adapter -> adapter.up() && adapter.kind() == AdapterKind.HOTSPOT);
        return hotspot ? List.of(byHand("join-network"), byHand("join-hotspot"), waysAround())
                : List.of(byHand("join-network"), waysAround());
    }

    /** What a person does on the phone. The Wi-Fi's name is known on Windows alone. */
    static List<Remedy> joinThisNetwork(Facts facts) {
        // A cable's network may be another than the Wi-Fi's that this machine is in as well.
        return List.of(facts.windows().wireless().toOptional().flatMap(link -> link)
                .filter(link -> facts.chosen().filter(chosen -> !chosen.adapter().name().equals(link.adapter()))
                        .isEmpty())
                .map(link -> byHand("join-wifi-of", link.ssid())).orElseGet(() -> byHand("join-same-wifi")),
                waysAround());
    }

    /** Where this network carries nothing and nobody here can change that. What each way costs, the runbook says. */
    static Remedy waysAround() {
        return jbang("ways-around", "verify", "--adb", "--reverse");
    }

    /** What a port that keeps silent may need: to be woken, or to be described. */
    static List<Remedy> proveAnswer() {
        return List.of(byHand("wake-silent"), byHand("give-health"), byHand("accept-connection"));
    }

    static List<Remedy> answer(FindingId id, Endpoint endpoint, Optional<Container> container, Os os, Hop hop) {
        var steps = new ArrayList<Remedy>();
        switch (id) {
            case CLOSED_WITHOUT_ANSWER -> steps.add(container.isPresent()
                    ? byHand("bind-inside-container", containerPort(endpoint, container.get()))
                    : byHand("own-logs"));
            case ADDRESS_UNREACHABLE -> steps.add(whoListens(endpoint, os));
            default -> { }
        }
        steps.addAll(logs(container.map(Container::name)));
        return steps;
    }

    private static int containerPort(Endpoint endpoint, Container container) {
        return container.published().stream()
                .filter(publication -> publication.isOn(endpoint.service().protocol(), endpoint.port()))
                .map(Container.Publication::containerPort)
                .findFirst().orElse(endpoint.port());
    }

    static List<Remedy> showTranslation() {
        return List.of(new Remedy(Message.of("path.remedy.show-translation"),
                List.of(new ShellCommand(Shell.BASH, true, "sudo iptables -t nat -S PREROUTING"))));
    }

    /** @param askedUser Windows made the rule that blocks, when nobody let the program in */
    static List<Remedy> firewall(FindingId id, Os os, boolean askedUser) {
        return switch (id) {
            case FIREWALL_BLOCK_RULE -> Stream.concat(
                    Stream.of(jbang(os == Os.WINDOWS ? "fix-firewall-disable" : "fix-firewall-above",
                            "fix-firewall", "--override-blocks")),
                    Stream.of(byHand("delete-both")).filter(remedy -> askedUser)).toList();
            case FIREWALL_BLOCKS_ALL_INBOUND -> List.of(byHand("shields-down"));
            case FIREWALL_POLICY_MANAGED -> askAdministrator();
            // Docker switches forwarding on when it starts, and closes the FORWARD chain to all but its containers;
            // the bare sysctl would turn this machine into an open router.
            case FORWARDING_OFF -> List.of(restartDocker("forwarding-on"));
            default -> List.of(jbang("fix-firewall", "fix-firewall"));
        };
    }

    /** On Linux: it writes its rules and makes its bridges anew. */
    static Remedy restartDocker(String key) {
        return new Remedy(Message.of("path.remedy." + key),
                List.of(new ShellCommand(Shell.BASH, true, "sudo systemctl restart docker")));
    }

    /** What an organisation's policy sets, nobody changes here. */
    static List<Remedy> askAdministrator() {
        return List.of(byHand("ask-administrator"), waysAround());
    }

    static Remedy jbang(String key, String... words) {
        var line = new ArrayList<>(List.of("jbang"));
        line.addAll(List.of(words));
        return anywhere(key, line);
    }
}
