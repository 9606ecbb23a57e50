package process;

import java.util.Locale;
import json.Id;

/** The kind of operating system a fact comes from. */
public enum Os implements Id {
    LINUX("linux"), WINDOWS("windows"), MAC("mac"), OTHER("other");

    private final String id;

    Os(String id) {
        this.id = id;
    }

    /** The system this JVM runs on. */
    public static Os current() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("linux")) {
            return LINUX;
        }
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MAC : OTHER;
    }

    /** As it stands in the JSON output: {@code linux}, {@code windows}, {@code mac}, {@code other}. */
    @Override
    public String id() {
        return id;
    }
}
