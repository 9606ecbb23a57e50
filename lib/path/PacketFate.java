package path;

/** What became of a phone's first packet to one endpoint, as this machine saw it. */
public sealed interface PacketFate {

    /** It was answered, and the phone answered that: a connection was made. */
    record Connected() implements PacketFate { }

    /** It arrived, and this machine said at once that nobody takes it. */
    record Refused() implements PacketFate { }

    /**
     * It arrived, and the firewall kept it out.
     *
     * @param by         the rule, as the firewall writes it
     * @param where      where that rule stands: {@code filter INPUT 3}, {@code Windows Defender Firewall}
     * @param confidence observed where the system names the rule for this very packet; inferred where that rule
     *                   counted a packet at this moment
     */
    record Dropped(String by, String where, Confidence confidence) implements PacketFate { }

    /** The firewall let it in, and no answer went back. */
    record Unanswered() implements PacketFate { }

    /** It arrived; what became of it was not seen. */
    record Arrived() implements PacketFate { }

    /**
     * No connection was made by which an answer could have come, on a machine that sees this phone's connections. Of a
     * phone that says it got through.
     */
    record NoConnection() implements PacketFate { }

    /** Whatever arrives here is seen, and nothing of this phone was for this port. */
    record NeverArrived() implements PacketFate { }
}
