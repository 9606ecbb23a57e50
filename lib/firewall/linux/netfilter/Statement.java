package firewall.linux.netfilter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/** What a rule does, in the order it does it: conditions end the rule where they do not hold, verdicts end it too. */
public sealed interface Statement {

    record Check(Condition match) implements Statement { }

    /** {@code mark = (mark & ~clear) ^ toggle}; empty where the new mark cannot be told. */
    record Mark(Optional<Change> change, boolean ofConnection) implements Statement { }

    record Change(BigInteger clear, BigInteger toggle) { }

    /** Copies bits between packet and connection: {@code to = (to & ~clear) ^ (from & take)}. */
    record CopyMark(boolean toConnection, BigInteger clear, BigInteger take) implements Statement { }

    /** Connection tracking leaves this packet alone. */
    record NoTrack() implements Statement { }

    record Accept() implements Statement { }

    record Block(boolean rejected) implements Statement { }

    record Jump(String chain) implements Statement { }

    /** As a jump, but a return goes to whoever called the chain with this rule in it. */
    record Goto(String chain) implements Statement { }

    record Return() implements Statement { }

    /**
     * The destination is changed.
     *
     * @param address empty to stay on this machine (REDIRECT), or to keep the address
     */
    record Translate(Optional<InetAddress> address, Optional<Range> ports, boolean toSelf) implements Statement { }

    /** Something we cannot follow decides: a queue to a program, a proxy, a target we do not know. */
    record HandOver() implements Statement { }
}
