package phone.cable;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import text.Message;

/**
 * The phone that was asked, as far as it is anybody's business.
 *
 * @param name      its model with the shortened serial number, {@code Pixel 7 (R5…CDE)}
 * @param source    the address with which it sends to this machine
 * @param way       the adapter by which it does; empty where it did not say
 * @param addresses all of its own, without loopback; empty where it did not say
 */
public record AdbPhone(String name, Device.Kind kind, InetAddress source, Optional<String> way,
        List<Cidr> addresses) {

    public AdbPhone {
        addresses = List.copyOf(addresses);
    }

    /** By which kind of network it sends, in words; makers of Android name adapters by their kind. */
    Message network() {
        String adapter = way.orElse("");
        String kind = adapter.matches("s?wlan\\d+") ? "wifi"
                : adapter.matches("(?:v4-)?(?:rmnet|ccmni|pdp|seth|clat).*") ? "mobile"
                : adapter.matches("(?:tun|ppp|wg|ipsec|tap).*") ? "vpn"
                : adapter.isEmpty() ? "untold" : "other";
        return Message.of("adb.by." + kind, adapter);
    }
}
