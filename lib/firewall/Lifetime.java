package firewall;

import json.Id;

/** How long a change stays by itself, when nobody takes it back. */
public enum Lifetime implements Id {
    /** The system keeps it on disk and has it again after a restart. */
    PERMANENT("permanent"),
    /** It is in the kernel alone, which begins with no rules. */
    UNTIL_RESTART("until-restart"),
    /** It is in a chain that ufw empties whenever it loads its rules, at a restart and before. */
    UNTIL_UFW_RELOAD("until-ufw-reload"),
    /** It is in the configuration that firewalld works with, and not in the one that it begins with. */
    UNTIL_FIREWALLD_RELOAD("until-firewalld-reload"),
    /** It is in a table that the service of nftables makes anew from its file, at a restart and when it is reloaded. */
    UNTIL_NFTABLES_RELOAD("until-nftables-reload");

    private final String id;

    Lifetime(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /** True where a restart does not end it. */
    public boolean outlastsRestart() {
        return this == PERMANENT;
    }

    /** True where more of it can be made; a file that nftables loads is a person's own. */
    public boolean keepable() {
        return this != PERMANENT && this != UNTIL_NFTABLES_RELOAD;
    }
}
