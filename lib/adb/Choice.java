package adb;

import java.util.List;
import java.util.Optional;
import text.Message;

/** Which device is asked, or why none is. */
public sealed interface Choice {

    record Chosen(Device device) implements Choice { }

    /**
     * @param next     what to do about it
     * @param severals true where the person has to say which one
     */
    record None(Message why, Message next, boolean severals) implements Choice { }

    /** @param serial the one asked for; empty where it has to be the only one */
    static Choice of(List<Device> devices, Optional<String> serial) {
        if (serial.isPresent()) {
            return devices.stream().filter(device -> device.serial().equals(serial.get())).findFirst()
                    .map(Choice::ready)
                    .orElseGet(() -> devices.isEmpty() ? nothing() : new None(
                            Message.of("adb.no-such-device", serial.get()), thisOrThat(devices), true));
        }
        List<Device> ready = devices.stream().filter(Device::ready).toList();
        return switch (ready.size()) {
            case 1 -> new Chosen(ready.getFirst());
            case 0 -> devices.isEmpty() ? nothing() : ready(devices.getFirst());
            default -> new None(Message.of("adb.several", ready.size()), thisOrThat(ready), true);
        };
    }

    private static Choice ready(Device device) {
        String name = name(device);
        return switch (device.state()) {
            case DEVICE -> new Chosen(device);
            case UNAUTHORIZED, AUTHORIZING -> none("unauthorized", name);
            case OFFLINE, CONNECTING -> none("offline", name);
            case NO_PERMISSIONS -> none("no-permissions", name);
            case RECOVERY, SIDELOAD, RESCUE, BOOTLOADER, HOST, UNKNOWN -> new None(
                    Message.of("adb.other-state", name, device.state().name().toLowerCase(java.util.Locale.ROOT)),
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

    /** The model where adb knows it, else the shortened serial number. */
    private static String name(Device device) {
        return device.model().map(model -> model + " (" + device.shortened() + ")").orElse(device.shortened());
    }
}
