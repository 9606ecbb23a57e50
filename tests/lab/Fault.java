package lab;

import java.util.List;
import java.util.Set;

/**
 * One thing wrong with the machine, or one thing that only looks wrong: how it is brought about and taken back, what
 * the phone then gets, and what the diagnosis has to say.
 *
 * @param ports the ports it touches; all others must stay well
 * @param phone what the phone gets from them
 * @param ids   the finding, and the cause of each of those ports; more than one where two words are equally true;
 *              empty where nothing may be said above info
 * @param hop   where those ports are broken, or, with another exit code than 20, of which hop nothing can be told;
 *              null where the way of the phone is whole
 * @param exit  of the script
 * @param may   warnings that are true as well and may be said besides, or not
 * @param says  words that the finding has to hold, besides its id
 * @param host  the address of the app, {@code auto} for this machine's own
 * @param names whether the inventory names the containers
 * @param user  empty for root, else who runs the script
 */
record Fault(String name, World world, List<Integer> ports, Answer phone, Set<String> ids, String hop, int exit,
        Set<String> may, List<String> says, String host, boolean names, User user, Injection injection) {

    /** Who runs the script. */
    enum User { ROOT, NOBODY }

    /** Brings a fault about. */
    interface Injection {
        Heal inject(Lab lab);
    }

    /** Takes it back. */
    interface Heal {
        void heal();
    }

    static Fault of(String name, World world, Injection injection) {
        return new Fault(name, world, List.of(), Answer.OK, Set.of(), null, 0, Set.of(), List.of(), "auto",
                world == World.CONTAINERS, User.ROOT, injection);
    }

    /** What the phone gets from these ports, and from all of them where none is named. */
    Fault phone(Answer answer, Integer... touched) {
        List<Integer> all = touched.length == 0 ? LabService.allPorts() : List.of(touched);
        return new Fault(name, world, all, answer, ids, hop, exit, may, says, host, names, user, injection);
    }

    /** A failure: exit code 20. */
    Fault expect(String where, String... oneOf) {
        return new Fault(name, world, ports, phone, Set.of(oneOf), where, 20, may, says, host, names, user, injection);
    }

    /** A warning: the phone gets through, exit code 0, the finding is there and no port counts as broken. */
    Fault warns(String... oneOf) {
        return new Fault(name, world, ports, phone, Set.of(oneOf), null, 0, may, says, host, names, user, injection);
    }

    Fault exits(int code) {
        return new Fault(name, world, ports, phone, ids, hop, code, may, says, host, names, user, injection);
    }

    Fault says(String... words) {
        return new Fault(name, world, ports, phone, ids, hop, exit, may, List.of(words), host, names, user, injection);
    }

    /** Nothing is broken, but of this hop nothing can be told, and nothing may be claimed. */
    Fault cannotTell(String where) {
        return new Fault(name, world, ports, phone, Set.of(), where, 0, may, says, host, names, user, injection);
    }

    /** Warnings that are true as well: they may be said, and change nothing else. */
    Fault mayWarn(String... others) {
        return new Fault(name, world, ports, phone, ids, hop, exit, Set.of(others), says, host, names, user, injection);
    }

    Fault appExpects(String address) {
        return new Fault(name, world, ports, phone, ids, hop, exit, may, says, address, names, user, injection);
    }

    Fault withoutContainerNames() {
        return new Fault(name, world, ports, phone, ids, hop, exit, may, says, host, false, user, injection);
    }

    Fault withContainerNames() {
        return new Fault(name, world, ports, phone, ids, hop, exit, may, says, host, true, user, injection);
    }

    Fault as(User who) {
        return new Fault(name, world, ports, phone, ids, hop, exit, may, says, host, names, who, injection);
    }

    boolean harmless() {
        return ids.isEmpty();
    }

    /** In a word: {@code firewall-block-rule @ firewall}. */
    String summary() {
        if (harmless()) {
            return hop == null ? "nothing" : "nothing, " + hop + " unknown";
        }
        return String.join(" or ", ids) + (hop == null ? " (warn)" : " @ " + hop);
    }

    /** Whole, for a list of parameters. */
    @Override
    public String toString() {
        return name;
    }
}
