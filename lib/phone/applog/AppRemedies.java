package phone.applog;

import inventory.Endpoint;
import java.util.List;
import net.Protocol;
import path.FindingId;
import path.Remedy;
import phone.applog.AppFailure.Kind;
import phone.cable.AdbFindings;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What to do about a failure that an app's log tells. */
record AppRemedies(AppTarget here) {

    private static final List<Shell> ANY_SHELL = List.of(Shell.BASH, Shell.POWERSHELL, Shell.CMD);

    List<Remedy> of(FindingId id, AppFailure failure) {
        return switch (id) {
            case APP_CLEARTEXT_BLOCKED -> List.of(step(failure.kind() == Kind.IOS_CLEARTEXT ? "ios-cleartext"
                    : failure.kind() == Kind.MIXED_CONTENT ? "mixed-content" : "cleartext"));
            case APP_NO_LOCAL_NETWORK_PERMISSION -> List.of(step("android-nearby"), step("declare-local-network"));
            case APP_NO_NETWORK_PERMISSION -> List.of(step("internet-permission"), step("local-network-permission"));
            case IOS_LOCAL_NETWORK_DENIED -> List.of(step("ios-allow"), step("ios-plist"));
            case CAPTIVE_PORTAL -> List.of(step("sign-in"));
            case APP_ASKS_ITSELF -> List.of(useLanAddress(), reverse(failure));
            case APP_NAME_UNKNOWN, APP_ASKS_OTHER_ADDRESS -> List.of(useLanAddress());
            case APP_ASKS_OTHER_PORT -> List.of(step("right-port"));
            case APP_NO_ROUTE -> List.of(AdbFindings.byHand("adb.remedy.same-network"));
            case APP_GAVE_UP -> failure.host().isEmpty() ? List.of(step("say-address"), step("try-again"))
                    : List.of(step("try-again"), step("longer-limit"));
            case APP_ANSWER_LATE -> List.of(step("service-log"), step("longer-limit"));
            case APP_CONNECTION_CLOSED -> List.of(step("behind-proxy"), step("either-scheme"));
            case APP_WRONG_SCHEME -> List.of(step(failure.kind() == Kind.TLS_FAILED ? "plain-scheme" : "tls-scheme"));
            case APP_CERTIFICATE_REFUSED -> List.of(step("trust-certificate"));
            case APP_ERROR_ANSWER -> List.of(step(failure.kind() == Kind.CORS ? "allow-origin" : "service-log"));
            case APP_MEDIA_FAILED -> media();
            case APP_CONNECTION_LOST -> List.of(step("stay-awake"), step("try-again"));
            case APP_CANCELLED -> List.of(step("who-cancels"));
            case APP_LOG_UNCLEAR -> failure.kind() == Kind.UNTOLD ? List.of(step("find-reason"), step("try-again"))
                    : List.of(step("try-again"));
            default -> List.of(step("try-again"));
        };
    }

    List<Remedy> unclear() {
        return List.of(step("read-lines"), step("try-again"));
    }

    List<Remedy> silent() {
        return List.of(step("try-then-read"));
    }

    /** LiveKit gives out the address for the media itself; by itself it takes one that it finds, a container's too. */
    private List<Remedy> media() {
        List<Integer> udp = here.facts().inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.UDP).map(Endpoint::port).distinct().toList();
        return List.of(udp.isEmpty() ? step("media-ports") : AdbFindings.byHand("applog.remedy.media-ports-udp", udp),
                here.facts().chosen().map(chosen -> AdbFindings.byHand("applog.remedy.node-ip", chosen.address().address()))
                        .orElseGet(() -> step("node-ip-own")));
    }

    private Remedy useLanAddress() {
        return here.facts().chosen().map(chosen -> AdbFindings.byHand("applog.remedy.use-address",
                chosen.address().address())).orElseGet(() -> step("use-lan-address"));
    }

    /** Over the cable the phone's own port can lead here, for as long as it is plugged in. */
    private Remedy reverse(AppFailure failure) {
        List<Integer> ports = failure.port().isPresent() ? List.of(failure.port().getAsInt())
                : here.tcp().map(Endpoint::port).distinct().toList();
        return new Remedy(Message.of("applog.remedy.reverse"), ports.stream().map(port -> "tcp:" + port)
                .flatMap(port -> ShellCommand.forShells(ANY_SHELL, false, List.of("adb", "reverse", port, port))
                .stream())
                .toList());
    }

    private static Remedy step(String what) {
        return AdbFindings.byHand("applog.remedy." + what);
    }
}
