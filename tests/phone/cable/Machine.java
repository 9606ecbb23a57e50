package phone.cable;

import host.Adapter;
import host.LanAddress;
import host.Listener;
import inventory.Inventory;
import inventory.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import path.Facts;
import process.Fact;
import process.Os;
import text.Language;
import text.Message;
import text.Words;

/** A machine at 192.168.1.44 with two services, of which nothing but its addresses and listeners is known. */
final class Machine {
    static final Service API = new Service("API", List.of(8000), Protocol.TCP, Optional.of("/health"),
            Optional.empty());
    static final Service MEDIA = new Service("Media", List.of(7880, 7881), Protocol.TCP, Optional.empty(),
            Optional.empty());
    static final Service VOICE = new Service("Voice", List.of(7882), Protocol.UDP, Optional.empty(), Optional.empty());

    private static final Adapter WIFI = new Adapter("wlan0", "wlan0", List.of(Cidr.parse("192.168.1.44/24")), true,
            false, false, false);

    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Words FRENCH = new Words(Language.FRENCH);

    private Machine() {
    }

    static Facts facts(Listener... listeners) {
        return at("192.168.1.44", listeners);
    }

    static Facts at(String address, Listener... listeners) {
        var wifi = new Adapter("wlan0", "wlan0", List.of(Cidr.parse(address + "/24")), true, false, false, false);
        return facts(List.of(API, MEDIA, VOICE), List.of(wifi),
                new LanAddress.Chosen(wifi, wifi.addresses().getFirst(), List.of(), false), listeners);
    }

    /** Of which nobody can say what listens there. */
    static Facts withoutListeners() {
        Facts all = facts();
        return new Facts(all.startedAt(), all.os(), all.inventory(), all.adapters(), all.address(), all.profile(),
                all.docker(), Fact.unknown(Message.verbatim("unread")), all.firewall(), all.administrator(),
                all.neighbours(), all.loopback(), all.lan(), all.windows(), all.drops(), all.phone(), all.phoneFacts(),
                all.slowAfter());
    }

    static Facts without(LanAddress.None address) {
        return facts(List.of(API), List.of(WIFI), address);
    }

    private static Facts facts(List<Service> services, List<Adapter> adapters, LanAddress address,
            Listener... listeners) {
        Facts none = Facts.unknown(new Inventory(Optional.empty(), services, "test"), Os.LINUX, Duration.ofSeconds(2));
        return new Facts(none.startedAt(), none.os(), none.inventory(), Fact.known(adapters), address, none.profile(),
                none.docker(), Fact.known(List.of(listeners)), none.firewall(), none.administrator(),
                none.neighbours(), none.loopback(), none.lan(), none.windows(), none.drops(), none.phone(),
                none.phoneFacts(), none.slowAfter());
    }

    static String english(Message message) {
        return ENGLISH.say(message);
    }

    static String french(Message message) {
        return FRENCH.say(message);
    }
}
