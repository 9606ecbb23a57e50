package firewall;

/**
 * A rule that leads a packet elsewhere.
 *
 * @param after  the rules without it
 * @param advice how it is taken away
 */
public record Redirection(Policy after, Advice advice) { }
