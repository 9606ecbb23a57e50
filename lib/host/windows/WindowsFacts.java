package host.windows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import process.Fact;
import text.Message;

/**
 * What only a Windows can have in the way. Each part stands alone: what could not be read takes no other with it.
 *
 * @param reserved ports that Windows keeps back
 * @param proxies  forwardings of {@code netsh interface portproxy}
 * @param products security products beside Windows' own
 * @param dhcp     names of the adapters whose address a router gave
 * @param wireless the Wi-Fi this machine is in; empty where it is in none
 */
public record WindowsFacts(Fact<List<PortRange>> reserved, Fact<List<PortProxy>> proxies,
        Fact<List<SecurityProduct>> products, Fact<Wsl> wsl, Fact<Set<String>> dhcp,
        Fact<Optional<WirelessLink>> wireless) {

    /** Of a system that is no Windows: there is none of it. */
    public static WindowsFacts none() {
        return new WindowsFacts(Fact.known(List.of()), Fact.known(List.of()), Fact.known(List.of()),
                Fact.known(new Wsl(false, Fact.unknown(Message.of("host.not-mirrored")))), Fact.known(Set.of()),
                Fact.known(Optional.empty()));
    }

    /** Where nothing could be read, for one and the same reason. */
    public static WindowsFacts unknown(Message why) {
        return new WindowsFacts(Fact.unknown(why), Fact.unknown(why), Fact.unknown(why), Fact.unknown(why),
                Fact.unknown(why), Fact.unknown(why));
    }
}
