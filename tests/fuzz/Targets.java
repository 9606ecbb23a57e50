package fuzz;

import firewall.linux.RuleTargets;
import firewall.windows.WindowsLogTargets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import monitor.schedule.ScheduleTargets;
import phone.applog.LogTargets;
import phone.cable.CableTargets;
import phone.evidence.EvidenceTargets;
import phone.page.PageTargets;
import probe.ReplyTargets;

/** Every reader of foreign bytes. */
final class Targets {
    private Targets() { }

    static List<Target> all() {
        return Stream.of(HostTargets.all(), DockerTargets.all(), LinuxFirewallTargets.all(), RuleTargets.all(),
                WindowsTargets.all(), WindowsLogTargets.all(), FileTargets.all(), PageTargets.all(),
                CableTargets.all(), LogTargets.all(), EvidenceTargets.all(), ReplyTargets.all(), ScheduleTargets.all(),
                MachineTargets.all())
                .flatMap(List::stream).sorted(Comparator.comparing(Target::name)).toList();
    }

    static Target named(String name) {
        return all().stream().filter(target -> target.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + name));
    }
}
