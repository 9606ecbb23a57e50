package adb;

import host.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import text.Message;

/**
 * The phone that was asked, as far as it is anybody's business.
 *
 * @param serial    shortened
 * @param emulator  a device that only exists on this machine: what it gets through proves nothing about the LAN
 * @param addresses its own, without loopback; empty where it did not say
 * @param way       the adapter by which it sends to this machine; empty where it did not say
 * @param source    the address with which it does
 */
public record AdbPhone(String serial, Optional<String> model, Device.Kind kind, boolean emulator,
        List<Cidr> addresses, Optional<String> way, Optional<InetAddress> source) {

    public AdbPhone {
        addresses = List.copyOf(addresses);
    }

    static AdbPhone of(Device device, PhoneAnswer answer) {
        boolean emulator = device.kind() == Device.Kind.EMULATOR || answer.emulated();
        Optional<InetAddress> source = answer.route().map(PhoneAnswer.Route::source)
                .or(() -> answer.addresses().stream().map(Cidr::inet).findFirst());
        return new AdbPhone(device.shortened(), device.model(), device.kind(), emulator, answer.addresses(),
                answer.route().map(PhoneAnswer.Route::device), source);
    }

    /** {@code Pixel 7 (R5…A1B)}. */
    public String name() {
        return model.map(known -> known + " (" + serial + ")").orElse(serial);
    }

    /** By which kind of network it would send, in words; Android's makers name adapters by their kind. */
    Message network() {
        String adapter = way.orElse("");
        String kind = adapter.matches("wlan\\d+|swlan\\d+") ? "wifi"
                : adapter.matches("(?:v4-)?(?:rmnet|ccmni|pdp|seth|clat).*") ? "mobile"
                : adapter.matches("(?:tun|ppp|wg|ipsec|tap).*") ? "vpn"
                : adapter.isEmpty() ? "untold" : "other";
        return Message.of("adb.by." + kind, adapter);
    }

}
