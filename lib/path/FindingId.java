package path;

import json.Id;

/**
 * Everything that can be wrong, or worth knowing, each with a heading in RUNBOOK.md and RUNBOOK.fr.md. The ids are
 * stable: scripts and tickets refer to them.
 */
public enum FindingId implements Id {
    DOCKER_NOT_INSTALLED("docker-not-installed"),
    DOCKER_NOT_RUNNING("docker-not-running"),
    DOCKER_NO_PERMISSION("docker-no-permission"),
    CONTAINER_MISSING("container-missing"),
    CONTAINER_STOPPED("container-stopped"),
    CONTAINER_RESTARTING("container-restarting"),
    CONTAINER_PAUSED("container-paused"),
    CONTAINER_UNHEALTHY("container-unhealthy"),
    CONTAINER_STARTING("container-starting"),
    PORT_NOT_PUBLISHED("port-not-published"),
    PUBLICATIONS_CANCELLED("publications-cancelled"),
    PORT_PUBLISHED_ON_LOOPBACK("port-published-on-loopback"),
    DESKTOP_BINDS_LOCALHOST("desktop-binds-localhost"),
    HOST_NETWORK_IN_VM("host-network-in-vm"),
    PORT_PUBLISHED_ELSEWHERE("port-published-elsewhere"),
    PORT_PUBLISHED_ON_OTHER_ADDRESS("port-published-on-other-address"),
    NOTHING_LISTENING("nothing-listening"),
    PORT_RESERVED("port-reserved"),
    LISTENING_ON_LOOPBACK("listening-on-loopback"),
    WSL_RELAY_ONLY("wsl-relay-only"),
    LISTENING_ON_OTHER_ADDRESS("listening-on-other-address"),
    WRONG_PROCESS_LISTENING("wrong-process-listening"),
    TWO_LISTENERS("two-listeners"),
    NO_ANSWER("no-answer"),
    CLOSED_WITHOUT_ANSWER("closed-without-answer"),
    UNHEALTHY_ANSWER("unhealthy-answer"),
    SLOW_ANSWER("slow-answer"),
    ANSWER_NOT_PROVEN("answer-not-proven"),
    PORTPROXY_STALE("portproxy-stale"),
    PORTPROXY_OUTBOUND_BLOCKED("portproxy-outbound-blocked"),
    ADDRESS_NOT_HERE("address-not-here"),
    ADDRESS_MOVED("address-moved"),
    ADDRESS_IS_LOOPBACK("address-is-loopback"),
    ADDRESS_UNREACHABLE("address-unreachable"),
    ADDRESS_AMBIGUOUS("address-ambiguous"),
    ADDRESS_WITHOUT_PHONES("address-without-phones"),
    ADDRESS_IS_COMPUTER_NAME("address-is-computer-name"),
    ADDRESS_BY_MDNS("address-by-mdns"),
    ANSWERS_LEAVE_ELSEWHERE("answers-leave-elsewhere"),
    ANSWERS_NOT_ROUTED("answers-not-routed"),
    REQUESTS_NOT_ROUTED("requests-not-routed"),
    REVERSE_PATH_FILTER("reverse-path-filter"),
    NO_LAN_ADDRESS("no-lan-address"),
    FIREWALL_BLOCKS_BY_DEFAULT("firewall-blocks-by-default"),
    FIREWALL_BLOCK_RULE("firewall-block-rule"),
    FIREWALL_BLOCKS_ALL_INBOUND("firewall-blocks-all-inbound"),
    FIREWALL_POLICY_MANAGED("firewall-policy-managed"),
    FIREWALL_ALLOW_RULE_OTHER_PROFILE("firewall-allow-rule-other-profile"),
    FIREWALL_ALLOW_RULE_DISABLED("firewall-allow-rule-disabled"),
    FIREWALL_BLOCKS_OTHER_PROGRAMS("firewall-blocks-other-programs"),
    FIREWALL_BLOCKS_SOME_DEVICES("firewall-blocks-some-devices"),
    HYPERV_FIREWALL_BLOCKS("hyperv-firewall-blocks"),
    FORWARDING_OFF("forwarding-off"),
    PORT_REDIRECTED("port-redirected"),
    FIREWALL_SERVICE_STOPPED("firewall-service-stopped"),
    DROPS_IN_FIREWALL_LOG("drops-in-firewall-log"),
    THIRD_PARTY_FIREWALL("third-party-firewall"),
    NETWORK_PUBLIC("network-public"),
    VPN_ACTIVE("vpn-active"),
    PHONE_ON_OTHER_NETWORK("phone-on-other-network"),
    PHONE_BEHIND_OTHER_ADAPTER("phone-behind-other-adapter"),
    CLIENT_ISOLATION("client-isolation"),
    PHONE_REFUSED("phone-refused"),
    PHONE_TIMED_OUT("phone-timed-out"),
    PHONE_GOT_NO_ANSWER("phone-got-no-answer"),
    PHONE_NO_ROUTE("phone-no-route"),
    ARRIVED_NO_ANSWER("arrived-no-answer"),
    DROPPED_ON_ARRIVAL("dropped-on-arrival"),
    NEVER_ARRIVED("never-arrived"),
    PHONES_DIFFER("phones-differ"),
    PHONE_REACHES_OTHER_ADDRESS("phone-reaches-other-address"),
    PHONE_FAILED_LATELY("phone-failed-lately"),
    PAGE_NOT_OPENED("page-not-opened"),
    PAGE_BLOCKED("page-blocked"),
    PHONE_GOT_THROUGH_ANYWAY("phone-got-through-anyway"),
    PHONE_ASKED_BY_ADB("phone-asked-by-adb"),
    APP_ASKS_ITSELF("app-asks-itself"),
    APP_ASKS_OTHER_ADDRESS("app-asks-other-address"),
    APP_ASKS_OTHER_PORT("app-asks-other-port"),
    APP_TIMED_OUT("app-timed-out"),
    APP_REFUSED("app-refused"),
    APP_NO_ROUTE("app-no-route"),
    APP_NAME_UNKNOWN("app-name-unknown"),
    APP_CLEARTEXT_BLOCKED("app-cleartext-blocked"),
    APP_NO_NETWORK_PERMISSION("app-no-network-permission"),
    IOS_LOCAL_NETWORK_DENIED("ios-local-network-denied"),
    APP_LOG_SILENT("app-log-silent"),
    NOT_PROVEN_FROM_A_PHONE("not-proven-from-a-phone"),
    /** A hop of which nothing can be told. */
    UNKNOWN("unknown");

    private final String id;

    FindingId(String id) {
        this.id = id;
    }

    /** As it stands in the JSON output and as a heading of the runbook: {@code firewall-block-rule}. */
    @Override
    public String id() {
        return id;
    }
}
