package host.windows;

/**
 * A product that registered with the Windows Security Center. It may have been uninstalled since: registrations are
 * known to stay behind, so this is a hint and never proof.
 *
 * @param name as the product calls itself
 */
public record SecurityProduct(String name, Kind kind) {

    /** Where it is registered. */
    public enum Kind { FIREWALL, ANTIVIRUS }
}
