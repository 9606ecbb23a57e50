package process;

import java.util.List;
import java.util.stream.Collectors;
import json.Id;
import text.HiddenCharacters;

/** A shell that a person pastes commands into. Each quotes in its own way. */
public enum Shell implements Id {
    BASH("bash"), POWERSHELL("powershell"), CMD("cmd");

    private final String id;

    Shell(String id) {
        this.id = id;
    }

    /** As it stands in the JSON output and in {@code --print}. */
    @Override
    public String id() {
        return id;
    }

    /** A command line whose words reach the program exactly as given. */
    public String line(List<String> words) {
        String line = words.stream().map(this::quote).collect(Collectors.joining(" "));
        // A quoted program name is a string to PowerShell until the call operator makes it a command.
        return this == POWERSHELL && line.startsWith("'") ? "& " + line : line;
    }

    /**
     * A program of the system by its name, as a line for this shell begins with it. bash and PowerShell start nothing
     * from the current folder by a bare name (about_Command_Precedence); cmd looks there first, so that it gets the
     * whole path, without blanks and with the variable that Windows sets itself. Docker and the like may be anywhere:
     * for cmd these stay as they are, and the runbook says what keeps it from the current folder.
     */
    public String system(String program) {
        return this == CMD ? "%SystemRoot%\\System32\\" + program + ".exe" : program;
    }

    /** One word, quoted always: {@code -Confirm} as a name must not become an option. */
    public String literal(String word) {
        String quoted = quote(word);
        String mark = this == CMD ? "\"" : "'";
        return quoted.startsWith(mark) ? quoted : mark + quoted + mark;
    }

    /**
     * One word, quoted only where it needs to be. {@link HiddenCharacters} become spaces: no shell can be pasted a line
     * break inside a word without surprise, and no person sees what a line without width hides.
     */
    public String quote(String word) {
        String plain = HiddenCharacters.replaced(word, c -> " ");
        // Unquoted, --% ends PowerShell's own reading of the line (about_Parsing), and @ and a dot take words apart.
        if (plain.matches("[A-Za-z0-9_./:@%+=-]+") && !(this == CMD && plain.contains("%"))
                && !(this == POWERSHELL && plain.matches("@.*|.*%.*|-.*[.:].*"))) {
            return plain;
        }
        return switch (this) {
            case BASH -> "'" + plain.replace("'", "'\\''") + "'";
            // PowerShell takes the typographic quotes U+2018 to U+201B for quotes too (about_Quoting_Rules).
            case POWERSHELL -> "'" + plain.replaceAll("(['\u2018\u2019\u201A\u201B])", "$1$1") + "'";
            // Inside cmd's double quotes %NAME% is still expanded and " ends the quote: neither can be escaped on an
            // interactive line, so they are left out.
            // A backslash before the closing quote would make that quote data (CommandLineToArgvW), so it is doubled.
            case CMD -> "\"" + plain.replaceAll("[\"%!]", "").replaceFirst("(?<!\\\\)\\\\+$", "$0$0") + "\"";
        };
    }
}
