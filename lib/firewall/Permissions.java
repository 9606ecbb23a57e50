package firewall;

/**
 * What a person allowed besides adding a rule; nothing of it is ever done unasked.
 *
 * @param overrideBlocks overrule rules that block on purpose
 * @param setPrivate     on Windows, tell it that a public network is a private one
 */
public record Permissions(boolean overrideBlocks, boolean setPrivate) {

    public static final Permissions NONE = new Permissions(false, false);
}
