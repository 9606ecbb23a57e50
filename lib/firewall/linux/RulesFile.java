package firewall.linux;

import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file that {@code iptables-restore} loads when the machine starts, as data: rules of ours are put into it and taken
 * out of it again, and every other byte stays. What a rule needs besides, a chain or a table that the file lacks, has a
 * remark above it by which it is found and taken out with the last rule in it (iptables-restore(8)).
 */
final class RulesFile {
    private static final String OWN_FILE = "# Made by jbang fix-firewall --persist. It goes with its last rule.";
    private static final String OWN_TABLE = "# runbook: this table goes with the last rule in it";
    private static final String OWN_CHAIN = "# runbook: this chain goes with the last rule in it";
    private static final String TABLE = "*filter";
    private static final String END = "COMMIT";

    /** Each with its line end; the last one may lack it. */
    private final List<String> lines;

    private RulesFile(List<String> lines) {
        this.lines = lines;
    }

    /** @param text empty where there is no such file */
    static RulesFile of(Optional<String> text) {
        var lines = new ArrayList<String>();
        String all = text.orElse(OWN_FILE + "\n");
        for (int from = 0, end; from < all.length(); from = end) {
            end = all.indexOf('\n', from) + 1;
            end = end == 0 ? all.length() : end;
            lines.add(all.substring(from, end));
        }
        return new RulesFile(lines);
    }

    /** The file as it is to be; empty where none is to be there. */
    Optional<String> text() {
        String all = String.join("", lines);
        return all.equals(OWN_FILE + "\n") ? Optional.empty() : Optional.of(all);
    }

    /** How a rule stands in it. */
    enum State {
        ABSENT, PRESENT, EDITED
    }

    State state(IptablesRule rule) {
        List<Integer> marked = marked(rule);
        if (marked.isEmpty()) {
            return State.ABSENT;
        }
        return marked.stream().allMatch(i -> rule.isWrittenAs(rule(i))) ? State.PRESENT : State.EDITED;
    }

    /** The lines with the rule's mark. */
    List<String> found(IptablesRule rule) {
        return marked(rule).stream().map(this::content).toList();
    }

    private List<Integer> marked(IptablesRule rule) {
        var marked = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            String line = rule(i);
            if (line.startsWith("-A ") && comment(line).filter(rule.comment()::equals).isPresent()) {
                marked.add(i);
            }
        }
        return marked;
    }

    private static Optional<String> comment(String line) {
        return IptablesArgs.of(IptablesSave.words(line)).comment();
    }

    /** The same with the rule in its place, above the same rule as in the kernel; empty where it has none here. */
    Optional<RulesFile> with(IptablesRule rule) {
        if (state(rule) != State.ABSENT) {
            return Optional.of(this);
        }
        var file = new RulesFile(new ArrayList<>(lines));
        int table = file.indexOf(TABLE, 0);
        if (table >= 0 && file.indexOf(TABLE, table + 1) >= 0 || table < 0 && !file.endsWithLine()) {
            return Optional.empty();
        }
        if (table < 0) {
            table = file.lines.size() + 1;
            file.lines.addAll(List.of(OWN_TABLE + "\n", TABLE + "\n", END + "\n"));
        }
        int end = file.indexOf(END, table);
        if (end < 0) {
            return Optional.empty();
        }
        boolean declared = file.declares(rule.chain(), table, end);
        int place = file.place(rule, declared, table, end);
        if (place < 0) {
            return Optional.empty();
        }
        file.lines.add(place, rule.line() + "\n");
        if (!declared) {
            file.lines.addAll(file.afterChains(table), List.of(OWN_CHAIN + "\n", ":" + rule.chain() + " - [0:0]\n"));
        }
        return Optional.of(file);
    }

    private int place(IptablesRule rule, boolean declared, int table, int end) {
        if (rule.above().isEmpty()) {
            return end;
        }
        for (int i = table; i < end; i++) {
            if (rule(i).equals(rule.above())) {
                return i;
            }
        }
        // Docker itself ends the chain so, behind whatever it finds there when it starts.
        return !declared && rule.above().equals("-A DOCKER-USER -j RETURN") ? end : -1;
    }

    private boolean declares(String chain, int table, int end) {
        for (int i = table; i < end; i++) {
            if (content(i).startsWith(":" + chain + " ")) {
                return true;
            }
        }
        return false;
    }

    private int afterChains(int table) {
        int after = table + 1;
        for (int i = table; i < lines.size() && !content(i).equals(END); i++) {
            after = content(i).startsWith(":") ? i + 1 : after;
        }
        return after;
    }

    /** The same without the rule, and without what was only there for it. */
    RulesFile without(IptablesRule rule) {
        var file = new RulesFile(new ArrayList<>(lines));
        for (int i : marked(rule).reversed()) {
            file.lines.remove(i);
        }
        for (int i = file.lines.size() - 2; i >= 0; i--) {
            String chain = file.content(i + 1).replaceFirst("^:(\\S+) - \\[0:0]$", "$1");
            if (file.content(i).equals(OWN_CHAIN) && file.content(i + 1).startsWith(":") && !file.uses(chain)) {
                file.lines.subList(i, i + 2).clear();
            }
        }
        for (int i = file.lines.size() - 3; i >= 0; i--) {
            if (file.content(i).equals(OWN_TABLE) && file.content(i + 1).equals(TABLE)
                    && file.content(i + 2).equals(END)) {
                file.lines.subList(i, i + 3).clear();
            }
        }
        return file;
    }

    private boolean uses(String chain) {
        int table = Math.max(0, indexOf(TABLE, 0));
        int end = indexOf(END, table);
        return lines.subList(table, end < 0 ? lines.size() : end).stream()
                .filter(line -> !line.startsWith(":") && !line.startsWith("#"))
                .anyMatch(line -> IptablesSave.words(line.strip()).stream()
                .anyMatch(word -> word.text().equals(chain)));
    }

    private boolean endsWithLine() {
        return lines.isEmpty() || lines.getLast().endsWith("\n");
    }

    private int indexOf(String line, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (content(i).equals(line)) {
                return i;
            }
        }
        return -1;
    }

    private String content(int i) {
        return lines.get(i).strip();
    }

    /** Without the counters that {@code iptables-save -c} writes. */
    private String rule(int i) {
        return content(i).replaceFirst("^\\[\\d+:\\d+] ", "");
    }

    @Override
    public String toString() {
        return lines.stream().collect(Collectors.joining());
    }
}
