package path;

import json.Id;

/** Whether a finding was seen, or follows from what was seen. */
public enum Confidence implements Id {
    OBSERVED("observed"), INFERRED("inferred");

    private final String id;

    Confidence(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
