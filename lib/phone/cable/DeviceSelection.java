package phone.cable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/** Which phone on a cable is asked, or why none is. */
public sealed interface DeviceSelection {

    /** adb starts its server first where none runs: some seconds on a slow machine. */
    Duration LISTING_LIMIT = Duration.ofSeconds(20);

    /** @param program the path of adb */
    record Chosen(String program, Device device) implements DeviceSelection { }

    /**
     * @param next    what to do about it
     * @param unnamed true where the person has to say which one
     */
    record None(Message why, Message next, boolean unnamed) implements DeviceSelection { }

    /**
     * Looks for adb, and by it for phones. It leaves adb's own server running, as any use of adb does.
     *
     * @param serial the device asked for; empty where it has to be the only one that is ready
     */
    static DeviceSelection of(World world, Optional<String> serial) {
        return AdbLocator.find(world.os(), System.getenv()).map(program -> of(world, program, serial))
                .orElseGet(() -> AdbLocator.leftOut(world.os(), System.getenv()).map(adb -> none("left-out", adb))
                        .orElseGet(() -> new None(Message.of("adb.no-program"), Message.of("adb.next.no-program"),
                                false)));
    }

    /** The same by this very adb. */
    static DeviceSelection of(World world, String program, Optional<String> serial) {
        Ran ran = world.run(Command.of(program, "devices", "-l").within(LISTING_LIMIT).called("adb devices -l"));
        return ran.succeeded() ? of(program, Device.list(ran.outText()), serial)
                : new None(Message.of("adb.no-list", ran.failure()), Message.of("adb.next.no-list"), false);
    }

    /** The one asked for, or the only one that is ready. */
    static DeviceSelection of(String program, List<Device> devices, Optional<String> serial) {
        if (serial.isPresent()) {
            return devices.stream().filter(device -> device.serial().equals(serial.get())).findFirst()
                    .map(device -> ready(program, device))
                    .orElseGet(() -> devices.isEmpty() ? nothing() : new None(
                            Message.of("adb.no-such-device", serial.get()), thisOrThat(devices), true));
        }
        List<Device> all = devices.stream().filter(Device::ready).toList();
        List<Device> real = all.stream().filter(device -> device.kind() != Device.Kind.EMULATOR).toList();
        // Whoever plugs a phone in beside a running emulator means the phone.
        List<Device> ready = real.isEmpty() ? all : real;
        return switch (ready.size()) {
            case 1 -> new Chosen(program, ready.getFirst());
            case 0 -> devices.isEmpty() ? nothing() : ready(program, devices.getFirst());
            default -> new None(Message.of("adb.several", ready.size()), thisOrThat(ready), true);
        };
    }

    private static DeviceSelection ready(String program, Device device) {
        String name = device.name();
        return switch (device.state()) {
            case DEVICE -> new Chosen(program, device);
            case UNAUTHORIZED, AUTHORIZING -> none("unauthorized", name);
            case OFFLINE, CONNECTING -> none("offline", name);
            case NO_PERMISSIONS -> none("no-permissions", name);
            case RECOVERY, SIDELOAD, RESCUE, BOOTLOADER, HOST, UNKNOWN -> new None(
                    Message.of("adb.other-state", name, device.state().word()),
                    Message.of("adb.next.other-state"), false);
        };
    }

    private static None none(String what, String name) {
        return new None(Message.of("adb." + what, name), Message.of("adb.next." + what), false);
    }

    private static None nothing() {
        return new None(Message.of("adb.no-device"), Message.of("adb.next.no-device"), false);
    }

    private static Message thisOrThat(List<Device> devices) {
        return Message.of("adb.next.several", devices.stream()
                .map(device -> device.serial() + device.model().map(model -> " (" + model + ")").orElse("")).toList());
    }
}
