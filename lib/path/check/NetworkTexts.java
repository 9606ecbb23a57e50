package path.check;

import firewall.windows.policy.ProfileDecision;
import host.AdapterKind;
import host.LanAddress;
import host.Profile;
import path.Facts;
import text.Message;

/** The networks of this machine, as sentences name them. */
final class NetworkTexts {

    private NetworkTexts() { }

    /** {@code 192.168.1.44 (Wi-Fi)}. */
    static Message at(LanAddress.Candidate here) {
        return Message.of("path.address-at", here.address().address(), here.adapter().name());
    }

    /** {@code 192.168.1.44 (Wi-Fi, public network)}, where there are such kinds. */
    static Message at(Facts facts, LanAddress.Candidate here) {
        Profile profile = profile(facts, here);
        boolean own = here.adapter().kind() == AdapterKind.HOTSPOT;
        return profile == Profile.NONE ? at(here) : Message.of(own ? "path.address-on-hotspot" : "path.address-on",
                here.address().address(), here.adapter().name(), ProfileDecision.called(profile));
    }

    /** {@code Wi-Fi, public network}; a hotspot of this machine's is said to be one. */
    static Message place(Facts facts, LanAddress.Candidate here) {
        String adapter = here.adapter().name();
        boolean assumed = facts.networkAssumed(adapter);
        if (here.adapter().kind() == AdapterKind.HOTSPOT) {
            return Message.of(assumed ? "path.own-hotspot-unlisted" : "path.own-hotspot", adapter);
        }
        return profile(facts, here) == Profile.NONE ? Message.verbatim(adapter)
                : Message.of(assumed ? "path.adapter-unlisted" : "path.adapter-on", adapter,
                        ProfileDecision.called(profile(facts, here)));
    }

    private static Profile profile(Facts facts, LanAddress.Candidate here) {
        return facts.windows().networks().toOptional().map(all -> all.of(here.adapter().name())).orElse(Profile.NONE);
    }
}
