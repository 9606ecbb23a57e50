package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phone.cable.AppPackage.Permission;
import phone.cable.AppPackage.Standing;
import testing.Project;

public final class DumpsysParserTest {
    private static final AppId APP = new AppId("com.example.app");
    private static final String DENIED = read("android17-denied");

    public static String read(String what) {
        return Project.read("tests/fixtures/adb/dumpsys-package-" + what + ".txt");
    }

    private static AppPackage of(String printed) {
        return DumpsysParser.parse(printed, APP).orElseThrow();
    }

    private static Standing localNetwork(String printed) {
        return of(printed).of(Permission.ACCESS_LOCAL_NETWORK);
    }

    @ParameterizedTest
    @CsvSource({
        "android10,        29, GRANTED, NOT_REQUESTED",
        "android17-denied, 37, GRANTED, DENIED",
        "android17-split,  36, GRANTED, GRANTED"})
    void eachVersion(String what, int target, Standing internet, Standing local) {
        assertEquals(new AppPackage(OptionalInt.of(target), Map.of(Permission.INTERNET, internet,
                Permission.ACCESS_LOCAL_NETWORK, local, Permission.NEARBY_WIFI_DEVICES, Standing.NOT_REQUESTED),
                AppPackage.Cleartext.UNREAD),
                of(read(what)));
    }

    /** The rule of Android 17, and that an older one has no such permission. */
    @ParameterizedTest
    @CsvSource({
        "android17-denied, 37, true,  false",
        "android17-denied, 36, false, true",
        "android17-split,  37, false, true",
        "android10,        37, false, true",
        "android10,        29, false, true"})
    void whoIsKeptFromTheLocalNetwork(String what, int sdk, boolean kept, boolean let) {
        assertEquals(kept, of(read(what)).keptFromLocalNetwork(sdk));
        assertEquals(let, of(read(what)).letIntoLocalNetwork(sdk));
    }

    /** Built for 37 without the permission in its manifest; and of an app whose target is not told, nothing is said. */
    @Test
    void aManifestWithoutIt() {
        String without = DENIED.replaceAll("(?m)^.*ACCESS_LOCAL_NETWORK.*\\R", "");

        assertEquals(Standing.NOT_REQUESTED, localNetwork(without));
        assertTrue(of(without).keptFromLocalNetwork(37));
        AppPackage untold = of(without.replace(" targetSdk=37", ""));
        assertFalse(untold.keptFromLocalNetwork(37));
        assertFalse(untold.letIntoLocalNetwork(37));
    }

    /** An app for 36 that has the permission by name has to be granted it as well. */
    @Test
    void anOlderAppThatAsksByName() {
        assertTrue(of(DENIED.replace("targetSdk=37", "targetSdk=36")).keptFromLocalNetwork(37));
    }

    private static String withSecondUser(boolean granted, boolean installed) {
        return DENIED.replace("      disabledComponents:\n", "    User 10: ceDataInode=7 installed=" + installed
                + " hidden=false\n      runtime permissions:\n        android.permission.ACCESS_LOCAL_NETWORK: granted="
                + granted + ", flags=[ USER_SET]\n      disabledComponents:\n");
    }

    @Test
    void usersOfOnePhone() {
        assertEquals(Standing.DIFFERS, localNetwork(withSecondUser(true, true)));
        assertEquals(Standing.DENIED, localNetwork(withSecondUser(true, false)));
        assertEquals(Standing.DENIED, localNetwork(withSecondUser(false, true)));
    }

    @Test
    void oneThatNobodyHasAnyMore() {
        assertEquals(Optional.empty(), DumpsysParser.parse(DENIED.replace("installed=true", "installed=false"), APP));
    }

    /** The permissions of such a group stand elsewhere: nothing is made of their absence. */
    @Test
    void anAppOfAGroup() {
        String shared = DENIED.replace("    appId=10187\n",
                "    appId=10187\n    sharedUser=SharedUserSetting{3e1 com.example.group/10187}\n")
                .replace("granted=false", "granted=true");

        assertEquals(Standing.UNREAD, localNetwork(shared));
        assertEquals(Standing.UNREAD, of(shared).of(Permission.INTERNET));
        assertFalse(of(shared).keptFromLocalNetwork(37));
    }

    /** What was there before an update comes later, and is not what runs. */
    @Test
    void theFirstOfTwo() {
        assertEquals(Standing.DENIED, localNetwork(DENIED + "\nHidden system packages:\n"
                + DENIED.substring(DENIED.indexOf("  Package [com.example.app]")).replace("granted=false", "granted=true")));
    }

    @ParameterizedTest
    @CsvSource({"''", "Unable to find package: com.example.app", "'  Package [com.example.app2] (1):'"})
    void whatSaysNothingOfIt(String printed) {
        assertEquals(Optional.empty(), DumpsysParser.parse(printed, APP));
    }

    @Test
    void linesOfWindows() {
        assertEquals(of(DENIED), of(DENIED.replace("\n", "\r\n")));
    }
}
