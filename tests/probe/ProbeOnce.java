package probe;

import inventory.HealthCheck;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import process.LiveWorld;

/** A program that asks a port of loopback once and prints the HTTP status that it got. */
public final class ProbeOnce {

    private ProbeOnce() { }

    public static void main(String... args) {
        var limits = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
        System.out.println(new Prober(new LiveWorld()).probe(InetAddress.getLoopbackAddress(),
                Integer.parseInt(args[0]), Optional.of(HealthCheck.of("/health")), limits).toOptional().orElseThrow()
                .status());
    }
}
