package lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands that bring a fault about, each with the command that takes it back. */
final class Commands {

    private Commands() {
    }

    /**
     * Rules of iptables, as one types them: {@code iptables -I INPUT 1 -p tcp -j DROP}. Each is taken back by the same
     * words with {@code -D}, in reverse order. The words are split at blanks; no shell reads them.
     */
    static Fault.Injection rules(String... lines) {
        return lab -> {
            List<List<String>> undo = new ArrayList<>();
            for (String line : lines) {
                List<String> words = Arrays.asList(line.split(" "));
                lab.machine().must(words.toArray(String[]::new));
                undo.addFirst(undone(words));
            }
            return () -> undo.forEach(words -> lab.machine().must(words.toArray(String[]::new)));
        };
    }

    private static List<String> undone(List<String> words) {
        var undone = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-A" -> undone.add("-D");
                case "-N" -> undone.add("-X");
                case "-I" -> {
                    undone.add("-D");
                    undone.add(words.get(++i));
                    if (words.get(i + 1).matches("\\d+")) {
                        i++;
                    }
                }
                default -> undone.add(words.get(i));
            }
        }
        return undone;
    }

    /** Docker's rule that sends a published port to its container, as {@code iptables -S} writes it. */
    static String translation(Lab lab, int port) {
        return lab.machine().must("iptables", "-t", "nat", "-S", "DOCKER").lines()
                .filter(line -> line.contains("--dport " + port + " ")).findFirst().orElseThrow().strip();
    }

    /** Any command and its opposite. */
    static Fault.Injection pair(String there, String back) {
        return lab -> {
            lab.machine().must(there.split(" "));
            return () -> lab.machine().must(back.split(" "));
        };
    }

    /** ufw switched on after these commands of it, and everything it did undone. */
    static Fault.Injection ufw(String... settings) {
        return lab -> {
            Fault.Heal rules = lab.rules().keep();
            lab.ufw().on(settings);
            return () -> {
                lab.ufw().off();
                rules.heal();
            };
        };
    }

    /** A table of nftables, as a file of its own would define it. */
    static Fault.Injection nft(String family, String table, String body) {
        return lab -> {
            lab.machine().must("nft", "table " + family + " " + table + " {\n" + body + "\n}");
            return () -> lab.machine().must("nft", "delete", "table", family, table);
        };
    }

    /** All of them in order, healed in reverse. */
    static Fault.Injection all(Fault.Injection... parts) {
        return lab -> {
            List<Fault.Heal> heals = new ArrayList<>();
            for (Fault.Injection part : parts) {
                heals.addFirst(part.inject(lab));
            }
            return () -> heals.forEach(Fault.Heal::heal);
        };
    }
}
