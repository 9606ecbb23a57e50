package console;

/** How much of a text is said. */
public enum Spoken {
    ALL,
    /** What is wrong, and what somebody is about to be asked about. */
    WRONG_OR_ASKED,
    /** What is wrong, and nothing else. */
    WRONG
}
