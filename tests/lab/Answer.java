package lab;

/** What a phone gets when it asks a service. */
enum Answer {
    /** Status 200 from the health URL, or a raw connection that is held open. */
    OK,
    /** Nothing came back to the first packet. */
    DROPPED,
    /** Told at once that nobody is there. */
    REFUSED,
    /** Told at once, by ICMP, that the way is closed. */
    UNREACHABLE,
    /** Accepted, then closed without a byte. */
    CLOSED,
    /** Accepted, then nothing. */
    SILENT,
    /** Another status than 200. */
    UNHEALTHY
}
