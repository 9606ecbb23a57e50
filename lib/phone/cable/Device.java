package phone.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One device as adb lists it.
 *
 * @param serial names it to adb; identifies one phone of one person
 * @param state  in adb's own word: {@code device} where it can be asked
 * @param model  the maker's name of the model; empty where adb does not know it
 */
public record Device(String serial, State state, Optional<String> model) {

    /** How adb stands with it, in adb's own words (adb.cpp of the Android Open Source Project, ConnectionState). */
    public enum State {
        DEVICE("device"), UNAUTHORIZED("unauthorized"), AUTHORIZING("authorizing"), OFFLINE("offline"),
        NO_PERMISSIONS("no permissions"), CONNECTING("connecting"), RECOVERY("recovery"), SIDELOAD("sideload"),
        RESCUE("rescue"), BOOTLOADER("bootloader"), HOST("host"), UNKNOWN("unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        private static State of(String word) {
            return Stream.of(values()).filter(state -> state.word.equals(word)).findFirst().orElseThrow();
        }
    }

    /** What stands at the other end. */
    public enum Kind {
        USB,
        /** A device that adb reaches over TCP: {@code 192.168.1.23:5555}, {@code adb-R5CT-x._adb-tls-connect._tcp}. */
        NETWORK,
        /** The emulator of the Android SDK on this machine: {@code emulator-5554}. */
        EMULATOR
    }

    private static final Pattern NETWORKED = Pattern.compile(".+:\\d+|.+\\._adb(?:-tls-connect)?\\._tcp.*");

    /** {@code 984e71340418728d       unauthorized transport_id:2}; without {@code -l} a tab stands between the two. */
    private static final Pattern LINE = Pattern.compile("(\\S(?:.*?\\S)?)\\s+(" + states() + ")(?![\\w-])(.*)");

    private static final Pattern MODEL = Pattern.compile("(?<!\\S)model:(\\S+)");

    private static String states() {
        var words = new ArrayList<String>();
        for (State state : State.values()) {
            words.add(state.word());
        }
        return String.join("|", words);
    }

    /** The devices in what {@code adb devices -l} printed. Lines that begin with {@code *} tell of adb's server. */
    public static List<Device> list(String printed) {
        var devices = new ArrayList<Device>();
        printed.lines().forEach(line -> {
            Matcher found = LINE.matcher(line.strip());
            if (!line.startsWith("*") && !line.startsWith("List of ") && found.matches()) {
                State state = State.of(found.group(2));
                Matcher model = MODEL.matcher(found.group(3));
                devices.add(new Device(found.group(1), state, model.find()
                        ? Optional.of(model.group(1).replace('_', ' ')) : Optional.empty()));
            }
        });
        return List.copyOf(devices);
    }

    public boolean ready() {
        return state == State.DEVICE;
    }

    public Kind kind() {
        return serial.matches("emulator-\\d+") ? Kind.EMULATOR
                : NETWORKED.matcher(serial).matches() ? Kind.NETWORK : Kind.USB;
    }

    /** The model where adb knows it, and the shortened serial number. */
    public String name() {
        return model.map(known -> known + " (" + shortened() + ")").orElse(shortened());
    }

    /** The serial number without its middle: enough to tell two phones apart, too little to find one by. */
    public String shortened() {
        return kind() != Kind.USB || serial.length() < 8 ? serial
                : serial.substring(0, 2) + "…" + serial.substring(serial.length() - 3);
    }
}
