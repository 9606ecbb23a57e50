package demo;

/** From where a stand-in can be reached. */
enum BindAddress {
    /** As a service that listens on 0.0.0.0. */
    EVERYWHERE("0.0.0.0"),
    /** As a service that listens on 127.0.0.1. */
    THIS_MACHINE("127.0.0.1"),
    NOWHERE("");

    private final String address;

    BindAddress(String address) {
        this.address = address;
    }

    /** The address it is said to listen on; empty for {@link #NOWHERE}. */
    String address() {
        return address;
    }
}
