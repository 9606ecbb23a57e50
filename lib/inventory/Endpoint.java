package inventory;

/** One port of one service: the unit that is probed, judged and shown. */
public record Endpoint(Service service, int port) {

    /** {@code 8000/tcp}. */
    public String portText() {
        return port + "/" + service.protocol().id();
    }
}
