package phone.cable;

import host.LanAddress;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Remedy;
import path.Severity;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What is to be known of a phone that was asked by adb, beside what it got. */
public final class AdbFindings {

    private AdbFindings() { }

    static List<Finding> of(AdbPhone phone, Facts facts) {
        List<Endpoint> all = facts.inventory().endpoints();
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(FindingId.PHONE_ASKED_BY_ADB, Severity.INFO, Confidence.OBSERVED, all,
                sentence(FindingId.PHONE_ASKED_BY_ADB, all, phone.name(), Message.of(phone.kind() == Device.Kind.USB
                        ? "adb.over-usb" : "adb.over-network")),
                evidence(phone), List.of()));
        otherNetwork(phone, facts, all).ifPresent(findings::add);
        return findings;
    }

    private static List<Message> evidence(AdbPhone phone) {
        var evidence = new ArrayList<Message>();
        evidence.add(sends(phone));
        evidence.add(Message.of("adb.evidence.shell-not-app"));
        evidence.add(Message.of("adb.evidence.times"));
        return evidence;
    }

    private static Message sends(AdbPhone phone) {
        return Message.of("adb.evidence.sends", phone.source().getHostAddress(), phone.network());
    }

    /** Where it sends with an address of another network, its packets come by another way than over this LAN. */
    private static Optional<Finding> otherNetwork(AdbPhone phone, Facts facts, List<Endpoint> all) {
        Optional<Cidr> lan = facts.chosen().map(LanAddress.Chosen::address).map(Cidr::network);
        if (lan.isEmpty() || lan.get().contains(phone.source())) {
            return Optional.empty();
        }
        var evidence = new ArrayList<Message>();
        evidence.add(sends(phone));
        phone.addresses().stream().filter(address -> lan.get().contains(address.inet())).findFirst().ifPresent(
                address -> evidence.add(Message.of("adb.evidence.also-here", address.address())));
        return Optional.of(new Finding(FindingId.PHONE_ON_OTHER_NETWORK, Severity.WARN, Confidence.OBSERVED, all,
                sentence(FindingId.PHONE_ON_OTHER_NETWORK, all, phone.source().getHostAddress(), lan.get()),
                evidence, List.of(byHand("adb.remedy.same-network"), new Remedy(Message.of("path.remedy.ways-around"),
                        ShellCommand.forShells(List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD), false,
                                List.of("jbang", "verify", "--adb", "--reverse"))))));
    }

    /** A finding's sentence: its ports, its services, then what it tells besides. */
    public static Message sentence(FindingId id, List<Endpoint> endpoints, Object... specifics) {
        var args = new ArrayList<Object>();
        args.add(endpoints.stream().map(Endpoint::port).distinct().toList());
        args.add(endpoints.stream().map(endpoint -> endpoint.service().name()).distinct().toList());
        args.addAll(List.of(specifics));
        return new Message("path.finding." + id.id(), args);
    }

    public static Remedy byHand(String key, Object... args) {
        return new Remedy(Message.of(key, args), List.of());
    }
}
