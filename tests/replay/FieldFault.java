package replay;

/** What kept people's phones out, or what they were told in vain, on Windows. */
enum FieldFault {
    PROGRAM_NOT_KNOWN, TWO_NETWORKS, TWO_LISTENERS, HARMFUL_REMEDY, DOCKER_DESKTOP, MIRRORED_WSL, FIREWALL_OFF,
    RULE_WITHOUT_EFFECT, WAY_BACK, PRODUCT_BESIDE_DEFENDER, SECOND_LEG
}
