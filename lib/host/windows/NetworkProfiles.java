package host.windows;

import host.Profile;
import java.util.Map;
import java.util.TreeMap;

/**
 * The category of each network that this machine is in.
 *
 * @param told     what Windows lists, by {@link host.Adapter#name()}, in any case of letters
 * @param complete false where a network may be missing, because it could not be read
 */
public record NetworkProfiles(Map<String, Profile> told, boolean complete) {

    public NetworkProfiles {
        var names = new TreeMap<String, Profile>(String.CASE_INSENSITIVE_ORDER);
        names.putAll(told);
        told = names;
    }

    /** Nothing is known of any. */
    public static NetworkProfiles none() {
        return new NetworkProfiles(Map.of(), false);
    }

    /**
     * The category whose rules count. A network that Windows has not identified, and one that it lists nowhere, such as
     * its own mobile hotspot, is public to it: that is the default of the policy "Unidentified Networks" (Network List
     * Manager) and of the firewall.
     */
    public Profile of(String adapter) {
        return told.getOrDefault(adapter, complete ? Profile.PUBLIC : Profile.NONE);
    }

    /** True where a network is taken to be public because Windows does not list it. */
    public boolean assumed(String adapter) {
        return complete && !told.containsKey(adapter);
    }
}
