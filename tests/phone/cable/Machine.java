package phone.cable;

import host.LanAddress;
import host.Listener;
import inventory.Endpoint;
import inventory.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Protocol;
import path.Facts;
import probe.Reply;
import process.Fact;
import process.Os;
import testing.FactsBuilder;
import text.Language;
import text.Message;
import text.Words;

/** A machine at 192.168.1.44 with two services, of which nothing but its addresses and listeners is known. */
public final class Machine {
    public static final Service API = new Service("API", List.of(8000), Protocol.TCP, Optional.of("/health"),
            Optional.empty());
    public static final Service MEDIA = new Service("Media", List.of(7880, 7881), Protocol.TCP, Optional.empty(),
            Optional.empty());
    public static final Service VOICE = new Service("Voice", List.of(7882), Protocol.UDP, Optional.empty(), Optional.empty());

    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Words FRENCH = new Words(Language.FRENCH);

    private Machine() {
    }

    public static Facts facts(Listener... listeners) {
        return at("192.168.1.44", listeners);
    }

    public static Facts at(String address, Listener... listeners) {
        return FactsBuilder.unknown(Os.LINUX, List.of(API, MEDIA, VOICE)).on(FactsBuilder.adapter(address + "/24"))
                .listeners(Fact.known(List.of(listeners))).build();
    }

    /** Of which nobody can say what listens there. */
    public static Facts withoutListeners() {
        return FactsBuilder.of(facts()).listeners(Fact.unknown(Message.verbatim("unread"))).build();
    }

    /** Of which the API answered this machine itself in this time. */
    public static Facts measured(Duration took) {
        Endpoint api = new Endpoint(API, 8000);
        var reply = new Reply(Reply.State.ANSWERED, 200, "", Duration.ZERO, took, took);
        Facts facts = facts();
        return FactsBuilder.of(facts).answers(Map.of(api, Fact.known(reply))).build();
    }

    public static Facts without(LanAddress.None address) {
        return FactsBuilder.unknown(Os.LINUX, List.of(API)).on(FactsBuilder.WIFI).address(address)
                .listeners(Fact.known(List.of())).build();
    }

    public static String english(Message message) {
        return ENGLISH.say(message);
    }

    public static String french(Message message) {
        return FRENCH.say(message);
    }
}
