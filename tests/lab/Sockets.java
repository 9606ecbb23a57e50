package lab;

/** The tables of {@code /proc/net/tcp} and {@code tcp6}, one after the other. */
record Sockets(String tables) {

    /** TCP_LISTEN, as proc(5) has it. */
    private static final String LISTENS = "0A";

    boolean listenOn(int port) {
        return tables.matches(String.format("(?s).*:%04X \\S+ %s .*", port, LISTENS));
    }
}
