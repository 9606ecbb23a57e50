package firewall;

/**
 * What decides about a packet: a rule of the firewall, or what it does where no rule matches.
 *
 * @param id        names it within its store: a Windows rule's Name; {@code iptables-nft filter INPUT 3}
 * @param name      as a person knows it: a Windows rule's DisplayName; on Linux its comment, or its chain
 * @param text      the rule as the system writes it
 * @param where     store or table and chain: {@code filter INPUT}, {@code GroupPolicy}
 * @param byDefault true for a chain's or a profile's default, and for a catch-all that acts as one
 */
public record Rule(String id, String name, String text, String where, boolean byDefault) {

    /** What a person finds it by: its name, and where it has none but its chain's, how it is written. */
    public String called() {
        return name.isBlank() || where.endsWith(name) ? text : name;
    }
}
