package demo;

/** How a stand-in treats whoever connects. */
enum Behaviour {
    /** Answers 200 at once. */
    WELL,
    /** Answers 503, as a server that started without its database. */
    UNWELL,
    /** Answers 200, after {@link FakeService#LATE}. */
    LATE,
    /** Takes the connection and the question, and says nothing. */
    SILENT,
    /** Takes the connection and closes it, as Docker's proxy does in front of a dead process. */
    CLOSING;

    boolean keepsWaiting() {
        return this == LATE || this == SILENT;
    }
}
