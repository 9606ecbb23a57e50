package json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import change.plan.RollbackResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import path.Confidence;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.check.PhoneTexts;
import testing.Project;
import text.Message;

/**
 * Every id that leaves this program, letter by letter. Programs, tickets and files hold on to them: a line here changes
 * only together with the version of the form that it belongs to. No line names a class, so that classes can be renamed.
 */
class IdsTest {
    private static final String IDS = """
            findings: docker-not-installed docker-not-running docker-no-permission container-missing container-stopped \
            network-missing container-restarting container-paused container-unhealthy container-starting port-not-published \
            publications-cancelled container-without-network network-internal network-publishes-nothing \
            bridge-missing port-published-on-loopback desktop-binds-localhost host-network-in-vm \
            port-published-elsewhere port-published-on-other-address \
            nothing-listening port-reserved listening-on-loopback wsl-relay-only listening-on-other-address \
            wrong-process-listening two-listeners \
            no-answer closed-without-answer nothing-listening-inside unhealthy-answer redirects-to-localhost redirects-elsewhere port-speaks-tls \
            port-speaks-plain-http certificate-not-trusted slow-answer answer-not-proven \
            portproxy-stale portproxy-outbound-blocked address-not-here address-moved address-is-loopback \
            address-unreachable address-ambiguous address-without-phones address-is-computer-name address-by-mdns \
            address-in-hosts-file address-name-shared answers-leave-elsewhere answers-not-routed requests-not-routed \
            reverse-path-filter no-lan-address \
            firewall-blocks-by-default firewall-block-rule firewall-blocks-all-inbound \
            firewall-policy-managed firewall-allow-rule-other-profile firewall-allow-rule-disabled \
            firewall-blocks-other-programs \
            firewall-blocks-some-devices \
            hyperv-firewall-blocks forwarding-off port-redirected nat-rules-missing firewall-service-stopped drops-in-firewall-log \
            third-party-firewall network-public vpn-active phone-on-other-network \
            phone-behind-other-adapter client-isolation phone-refused \
            phone-timed-out phone-got-no-answer intermittent-answers phone-no-route arrived-no-answer dropped-on-arrival never-arrived \
            phone-contradicted phone-word-alone phones-differ phone-reaches-other-address phone-failed-lately page-not-opened page-blocked \
            phone-got-through-anyway phone-asked-by-adb app-asks-itself app-asks-other-address app-asks-other-port \
            app-timed-out app-refused app-no-route app-name-unknown app-cleartext-blocked app-no-network-permission \
            app-no-local-network-permission app-not-installed app-permissions app-still-fails \
            ios-local-network-denied app-connection-closed app-answer-late app-gave-up app-connection-lost app-wrong-scheme \
            app-certificate-refused app-error-answer app-media-failed app-cancelled captive-portal app-log-unclear \
            app-log-silent not-proven-from-a-phone unknown
            hops: container published listening loopback address firewall phone
            severities: fail warn info
            confidences: observed inferred
            verdicts of a diagnosis: fail contradicted unknown warn ok
            what a phone tried with: browser adb
            systems: linux windows mac other
            shells: bash powershell cmd
            protocols: tcp udp
            network categories: public private domain none
            why changes are lent: confirm until page watch
            on whose word they stay: person phone
            events of the journal: intended done failed undoing undone
            states of a step: planned done failed unchanged
            what becomes of a rule made by hand: found removed gone failed
            what a plan came to: fixed partly unchanged unknown
            kinds of block: default block-rule all-inbound policy-managed allow-rule-other-profile allow-rule-disabled \
            forwarding-off
            where services come from: named-file found-file compose-file docker example
            forms of output: text json nagios junit
            how long a change stays: permanent until-restart until-ufw-reload until-firewalld-reload \
            until-nftables-reload
            what keeps a rule after a restart: netfilter-persistent nftables systemd-unit firewalld
            stores of rules: iptables-nft iptables-legacy iptables nft
            packets that a rule of nft's accepts: arriving translated answers
            failures in an app's log: timed-out gave-up no-answer refused closed interrupted no-route no-network \
            ios-no-route ios-offline ios-local-network-denied local-network-denied not-permitted name-unknown cleartext \
            ios-cleartext mixed-content tls-failed certificate not-http bad-status cors media cancelled portal untold other
            an app and a permission: granted denied not-requested differs unread
            an app and plain HTTP: allowed forbidden by-target by-config unread
            kinds of port on the page: http web-socket raw forbidden udp
            how a line of the page stands with this machine: open well ill unseen
            who is turned away from the page: other-network wrong-token old-code this-machine too-many-devices \
            too-many-requests too-large not-understood
            how a connection ended: answered tls hung-up held redirected wrong-answer unfinished wants-tls wants-plain \
            untrusted refused timed-out unreachable closed silent
            why a certificate is refused: unknown-authority other-name not-now
            """;

    private static final Message WHY = Message.verbatim("why");

    @Test
    void ofEveryEnum() {
        var pinned = IDS.lines().map(line -> line.replaceFirst(".*: ", "")).sorted().toList();
        var there = enums().stream().map(IdsTest::ids).sorted().toList();
        assertEquals(String.join("\n", pinned), String.join("\n", there));
    }

    @Test
    void eachIsFoundByItself() {
        enums().forEach(type -> constants(type).forEach(one -> assertEquals(1,
                constants(type).filter(other -> other.id().equals(one.id())).count(), type + " " + one.id())));
    }

    @Test
    void ofEveryResult() {
        pinned(RollbackResult.Result.class, RollbackResult.Result::id, "undone gone refused failed",
                List.of(new RollbackResult.Undone(), new RollbackResult.Gone(), new RollbackResult.Refused(WHY),
                new RollbackResult.Failed(WHY)));
        pinned(Outcome.class, Outcome::id, "ok fail warn skipped unknown",
                List.of(new Outcome.Ok(WHY), new Outcome.Problem(WHY, null), new Outcome.Warning(WHY, null),
                new Outcome.Skipped(WHY), new Outcome.Unknown(WHY)));
        pinned(PhoneAttempt.class, PhoneTexts::id, "got-through intermittent unfinished timed-out failed-fast "
                + "refused unreachable not-tried", List.of(new PhoneAttempt.GotThrough(Duration.ZERO, Duration.ZERO, 1),
                new PhoneAttempt.Intermittent(1, 2, Duration.ZERO, Duration.ZERO),
                new PhoneAttempt.Unfinished(Duration.ZERO),
                new PhoneAttempt.TimedOut(Duration.ZERO),
                new PhoneAttempt.FailedFast(Duration.ZERO), new PhoneAttempt.Refused(), new PhoneAttempt.Unreachable(),
                new PhoneAttempt.NotTried(WHY)));
        pinned(PacketFate.class, PhoneTexts::id, "connected refused dropped unanswered arrived no-connection never-arrived",
                List.of(new PacketFate.Connected(), new PacketFate.Refused(),
                new PacketFate.Dropped("", "", Confidence.OBSERVED), new PacketFate.Unanswered(),
                new PacketFate.Arrived(), new PacketFate.NoConnection(), new PacketFate.NeverArrived()));
    }

    private static <T> void pinned(Class<T> type, Function<T, String> id, String ids, List<T> all) {
        assertEquals(Set.of(type.getPermittedSubclasses()),
                all.stream().map(Object::getClass).collect(Collectors.toSet()), "all of " + type);
        assertEquals(ids, all.stream().map(id).collect(Collectors.joining(" ")));
    }

    private static String ids(Class<?> type) {
        return constants(type).map(Id::id).collect(Collectors.joining(" "));
    }

    private static Stream<Id> constants(Class<?> type) {
        return Stream.of(type.getEnumConstants()).map(Id.class::cast);
    }

    /** All of the library that have ids. */
    private static List<Class<?>> enums() {
        var all = new ArrayList<Class<?>>();
        Project.files("lib", ".java").stream().filter(file -> Character.isUpperCase(
                        file.charAt(file.lastIndexOf('/') + 1)))
                .filter(file -> !Project.read(file).lines().allMatch(line -> line.isBlank() || line.startsWith("//")))
                .forEach(file -> within(file.replaceFirst("lib/(.*)\\.java", "$1").replace('/', '.'), all));
        return all.stream().filter(type -> type.isEnum() && Id.class.isAssignableFrom(type)).toList();
    }

    private static void within(String name, List<Class<?>> all) {
        try {
            within(Class.forName(name, false, IdsTest.class.getClassLoader()), all);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void within(Class<?> type, List<Class<?>> all) {
        all.add(type);
        Stream.of(type.getDeclaredClasses()).forEach(inner -> within(inner, all));
    }
}
