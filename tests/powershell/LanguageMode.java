package powershell;

/** What a script may use: all of .NET, or what AppLocker and App Control leave of it (about_Language_Modes). */
enum LanguageMode {
    FULL("FullLanguage"), CONSTRAINED("ConstrainedLanguage");

    private final String id;

    LanguageMode(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The line that goes before a text. */
    String line() {
        return "$ExecutionContext.SessionState.LanguageMode = '" + id + "'\n";
    }
}
