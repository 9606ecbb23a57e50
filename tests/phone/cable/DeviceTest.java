package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phone.cable.Device.Kind;
import phone.cable.Device.State;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Mutations;
import testing.Project;

class DeviceTest {

    private static List<Device> listed(String fixture) {
        return Device.list(new String(Project.fixture("adb/" + fixture), StandardCharsets.UTF_8));
    }

    @Test
    void aListWithoutDetails() {
        assertEquals(List.of(
                new Device("emulator-5558", State.DEVICE, Optional.empty()),
                new Device("fc74d864", State.DEVICE, Optional.empty()),
                new Device("emulator-5556", State.UNAUTHORIZED, Optional.empty()),
                new Device("emulator-5554", State.DEVICE, Optional.empty())),
                listed("adb-devices-four-one-unauthorized.txt"));
    }

    @Test
    void aListWithDetails() {
        assertEquals(List.of(
                new Device("984e71340418728d", State.UNAUTHORIZED, Optional.empty()),
                new Device("emulator-5554", State.DEVICE, Optional.of("Android SDK built for x86"))),
                listed("adb-devices-l-unauthorized.txt"));
    }

    @Test
    void aDeviceOverTheNetwork() {
        Device device = listed("adb-devices-tcp-unauthorized.txt").getFirst();

        assertEquals(new Device("10.10.176.186:7401", State.UNAUTHORIZED, Optional.empty()), device);
        assertEquals(Kind.NETWORK, device.kind());
    }

    @ParameterizedTest
    @CsvSource({
        "emulator-5554, EMULATOR, emulator-5554",
        "R5CT10ABCDE, USB, R5…CDE",
        "192.168.1.23:5555, NETWORK, 192.168.1.23:5555",
        "adb-R5CT10ABCDE-aBcDeF._adb-tls-connect._tcp, NETWORK, adb-R5CT10ABCDE-aBcDeF._adb-tls-connect._tcp",
        "1234, USB, 1234",
    })
    void whatStandsAtTheOtherEnd(String serial, Kind kind, String shown) {
        var device = new Device(serial, State.DEVICE, Optional.empty());

        assertEquals(kind, device.kind());
        assertEquals(shown, device.shortened());
    }

    @Test
    void whatTheServerSaysOfItselfIsNoDevice() {
        assertEquals(List.of(new Device("R5CT10ABCDE", State.NO_PERMISSIONS, Optional.empty())), Device.list("""
                * daemon not running; starting now at tcp:5037
                * daemon started successfully
                List of devices attached
                R5CT10ABCDE\tno permissions (user in plugdev group; are your udev rules wrong?); see [http://x/device]

                """));
    }

    @Test
    void damagedListsAreReadWithoutAWord() {
        byte[] list = Project.fixture("adb/adb-devices-l-unauthorized.txt");
        for (byte[] damaged : Mutations.of(list, 500, 7)) {
            for (Device device : Device.list(Ran.decode(damaged))) {
                assertFalse(device.serial().isBlank());
            }
        }
    }

    /** What adb prints, and what the person reads then, in both languages. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''|adb sees no phone|adb ne voit aucun téléphone",
        "R5CT10ABCDE unauthorized|R5…CDE does not trust this computer yet|R5…CDE ne fait pas encore confiance à cet "
                + "ordinateur",
        "R5CT10ABCDE offline|R5…CDE does not respond to adb|R5…CDE ne répond pas à adb",
        "R5CT10ABCDE no permissions (x); see [y]|R5…CDE is connected, but this user has no permission to use "
                + "it|R5…CDE est "
                + "branché, mais cet utilisateur n'a pas le droit de s'en servir",
        "R5CT10ABCDE recovery|R5…CDE is not running Android now: recovery|R5…CDE n'a pas démarré Android\u00a0: "
                + "recovery",
    })
    void noneIsReady(String line, String english, String french) {
        var none = assertInstanceOf(DeviceSelection.None.class, choice("List of devices attached\n" + line + "\n", ""));

        assertEquals(english, Machine.english(none.why()));
        assertEquals(french, Machine.french(none.why()));
        assertFalse(none.unnamed());
    }

    @Test
    void ofSeveralOneHasToBeNamed() {
        String two = "R5CT10ABCDE device model:Pixel_7\nR5CT10FGHIJ device\n";
        var none = assertInstanceOf(DeviceSelection.None.class, choice(two, ""));

        assertTrue(none.unnamed());
        assertEquals("2 phones are ready, and none was chosen", Machine.english(none.why()));
        assertEquals("Choose one: --adb-serial with one of R5CT10ABCDE (Pixel 7), R5CT10FGHIJ",
                Machine.english(none.next()));
        assertEquals("Choisissez-en un\u00a0: --adb-serial avec l'un de R5CT10ABCDE (Pixel 7), R5CT10FGHIJ",
                Machine.french(none.next()));
        assertEquals("R5CT10FGHIJ", assertInstanceOf(DeviceSelection.Chosen.class, choice(two, "R5CT10FGHIJ"))
                .device().serial());
    }

    @Test
    void theOneNamedHasToBeThere() {
        var none = assertInstanceOf(DeviceSelection.None.class, choice("R5CT10ABCDE device\n", "else"));

        assertTrue(none.unnamed());
        assertEquals("adb sees no device else", Machine.english(none.why()));
        assertEquals("adb ne voit aucun appareil else", Machine.french(none.why()));
    }

    /** A phone that is plugged in beside a running emulator is the one that is meant. */
    @Test
    void aPhoneGoesBeforeEmulators() {
        var chosen = assertInstanceOf(DeviceSelection.Chosen.class, choice(
                "emulator-5554 device\nR5CT10ABCDE device\nemulator-5556 device\n", ""));

        assertEquals("R5CT10ABCDE", chosen.device().serial());
    }

    @Test
    void aListThatFailsIsNotAnEmptyOne() {
        var world = new FakeWorld(Os.LINUX).command("adb devices -l", new Ran.Exited(1), new byte[0],
                "cannot connect to daemon");
        var none = assertInstanceOf(DeviceSelection.None.class, DeviceSelection.of(world, "adb", Optional.empty()));

        assertEquals("adb could not list the phones: adb ended with exit code 1: cannot connect to daemon",
                Machine.english(none.why()));
    }

    private static DeviceSelection choice(String printed, String serial) {
        return DeviceSelection.of(new FakeWorld(Os.LINUX).command("adb devices -l", printed), "adb",
                Optional.of(serial).filter(named -> !named.isEmpty()));
    }
}
