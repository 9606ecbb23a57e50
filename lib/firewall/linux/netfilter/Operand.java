package firewall.linux.netfilter;

/** What a rule compares a field of a packet with. */
public sealed interface Operand permits Range, Operand.Named {

    /** The name of an adapter, or with {@code prefix} the beginning of one: {@code eth+}, {@code eth*}. */
    record Named(String name, boolean prefix) implements Operand {

        boolean covers(String adapter) {
            return prefix ? adapter.startsWith(name) : adapter.equals(name);
        }
    }
}
