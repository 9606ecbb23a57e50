package cli;

import json.Id;

/** The forms a result can take on standard output. */
public enum OutputFormat implements Id {
    TEXT("text"), JSON("json"), NAGIOS("nagios"), JUNIT("junit");

    private final String id;

    OutputFormat(String id) {
        this.id = id;
    }

    /** As it is written after {@code --output}. */
    @Override
    public String id() {
        return id;
    }
}
