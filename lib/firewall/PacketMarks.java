package firewall;

import java.util.OptionalLong;
import java.util.Set;

/**
 * The marks that a firewall may give the packets of one connection before they are routed, by which routing tells them
 * apart. Empty where it is not known which.
 *
 * @param request of the first packet
 * @param answer  of the answer to it
 */
public record PacketMarks(Set<OptionalLong> request, Set<OptionalLong> answer) {

    private static final Set<OptionalLong> NO_MARK = Set.of(OptionalLong.of(0));

    public PacketMarks {
        request = request.isEmpty() ? NO_MARK : Set.copyOf(request);
        answer = answer.isEmpty() ? NO_MARK : Set.copyOf(answer);
    }

    /** By a firewall that marks nothing. */
    public static PacketMarks none() {
        return new PacketMarks(NO_MARK, NO_MARK);
    }

    /** By a firewall that could not be read. */
    public static PacketMarks unknown() {
        Set<OptionalLong> any = Set.of(OptionalLong.empty());
        return new PacketMarks(any, any);
    }
}
