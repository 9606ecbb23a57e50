package path;

import json.Id;

/** How much a finding weighs; the gravest first. */
public enum Severity implements Id {
    /** A phone cannot get through. */
    FAIL("fail"),
    /** It works, or may work, and somebody should look. */
    WARN("warn"),
    /** Good to know; changes neither verdict nor exit code. */
    INFO("info");

    private final String id;

    Severity(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
