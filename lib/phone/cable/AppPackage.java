package phone.cable;

import java.util.Map;
import java.util.OptionalInt;
import json.Id;

/**
 * What Android says of an app that is installed.
 *
 * @param targetSdk the version of Android that it is built for; empty where that is not told
 * @param standings of each permission that matters here
 * @param cleartext what its manifest says of plain HTTP
 */
public record AppPackage(OptionalInt targetSdk, Map<Permission, Standing> standings, Cleartext cleartext) {

    /** The first version with a permission for the local network (Google, "Local network permission"). */
    public static final int LOCAL_NETWORK_SDK = 37;

    /** The first for which plain HTTP is forbidden unless the manifest allows it (Google, "Network security config"). */
    static final int CLEARTEXT_SDK = 28;

    /** What an app needs for its connections. */
    public enum Permission {
        INTERNET, ACCESS_LOCAL_NETWORK, NEARBY_WIFI_DEVICES;

        /** As the manifest and Android name it. */
        public String full() {
            return "android.permission." + name();
        }
    }

    /** How it stands with a permission. */
    public enum Standing implements Id {
        GRANTED("granted"),
        /** The manifest has it, and nobody has granted it. */
        DENIED("denied"),
        /** The manifest does not have it. */
        NOT_REQUESTED("not-requested"),
        /** One user of the phone has granted it, another one has not. */
        DIFFERS("differs"),
        /** It stands with a group of apps, which is not read. */
        UNREAD("unread");

        private final String id;

        Standing(String id) {
            this.id = id;
        }

        /** As it stands behind {@code adb.standing.} in the sentences. */
        @Override
        public String id() {
            return id;
        }

        public boolean missing() {
            return this == DENIED || this == NOT_REQUESTED;
        }
    }

    /** What a manifest says of plain HTTP. Dart's own sockets do not ask. */
    public enum Cleartext implements Id {
        ALLOWED("allowed"), FORBIDDEN("forbidden"),
        /** Nothing: then it depends on the Android that the app is built for. */
        BY_TARGET("by-target"),
        /** Its network security config decides, whatever else it says. */
        BY_CONFIG("by-config"),
        UNREAD("unread");

        private final String id;

        Cleartext(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    public AppPackage {
        standings = Map.copyOf(standings);
    }

    public AppPackage with(Cleartext read) {
        return new AppPackage(targetSdk, standings, read);
    }

    /** Known to be forbidden plain HTTP. */
    public boolean keptFromCleartext() {
        return cleartext == Cleartext.FORBIDDEN || cleartext == Cleartext.BY_TARGET && targetSdk.isPresent()
                && targetSdk.getAsInt() >= CLEARTEXT_SDK;
    }

    public Standing of(Permission permission) {
        return standings.getOrDefault(permission, Standing.UNREAD);
    }

    /**
     * Known to be kept from the local network. An app for an older Android has the permission with INTERNET, as long
     * as its manifest does not have it by name (Android's "split permissions").
     *
     * @param sdk the phone's version of Android
     */
    public boolean keptFromLocalNetwork(int sdk) {
        Standing standing = of(Permission.ACCESS_LOCAL_NETWORK);
        return sdk >= LOCAL_NETWORK_SDK && (standing == Standing.DENIED
                || standing == Standing.NOT_REQUESTED && targetSdk.isPresent()
                && targetSdk.getAsInt() >= LOCAL_NETWORK_SDK);
    }

    /** Known to be let into the local network, as far as Android's permissions go. */
    public boolean letIntoLocalNetwork(int sdk) {
        Standing standing = of(Permission.ACCESS_LOCAL_NETWORK);
        return sdk < LOCAL_NETWORK_SDK || standing == Standing.GRANTED || standing == Standing.NOT_REQUESTED
                && targetSdk.isPresent() && targetSdk.getAsInt() < LOCAL_NETWORK_SDK;
    }
}
