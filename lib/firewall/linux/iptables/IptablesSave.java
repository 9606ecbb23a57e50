package firewall.linux.iptables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code iptables-save} prints, taken apart. Of a rule such as
 *
 * <pre>-A INPUT ! -s 10.0.0.0/8 -p tcp -m tcp --dport 80:90 -m comment --comment "a \"quoted\" word" -j DROP</pre>
 *
 * it keeps the line and its words (iptables-save(8), iptables(8)).
 *
 * @param tables       in the order printed
 * @param incompatible tables that iptables-nft-save says are not its own to list
 */
public record IptablesSave(List<Listing> tables, Set<String> incompatible) {

    public IptablesSave {
        tables = List.copyOf(tables);
        incompatible = Set.copyOf(incompatible);
    }

    /** @param chains by name, in the order printed */
    public record Listing(String name, Map<String, Rules> chains) { }

    /** @param policy {@code ACCEPT} or {@code DROP}; empty for a chain that a person made */
    public record Rules(Optional<String> policy, List<Line> lines) { }

    /** @param text the rule without counters, as iptables would take it again */
    public record Line(String text, List<Word> words) { }

    /** @param quoted true where it stood in quotes, so that it is never an option */
    public record Word(String text, boolean quoted) {

        boolean option() {
            return !quoted && text.length() > 1 && text.charAt(0) == '-' && !Character.isDigit(text.charAt(1));
        }
    }

    public static IptablesSave parse(String saved) {
        List<Listing> tables = new ArrayList<>();
        Set<String> incompatible = new LinkedHashSet<>();
        Listing table = null;
        for (String raw : saved.lines().toList()) {
            String line = raw.strip();
            if (line.startsWith("# Table `")) {
                int end = line.indexOf('\'');
                incompatible.add(line.substring("# Table `".length(), end < 0 ? line.length() : end));
            } else if (line.startsWith("*")) {
                table = new Listing(line.substring(1), new LinkedHashMap<>());
                tables.add(table);
            } else if (table != null && line.startsWith(":")) {
                chain(table, line);
            } else if (table != null) {
                rule(table, line);
            }
        }
        return new IptablesSave(tables, incompatible);
    }

    /** {@code :FORWARD DROP [0:0]}. */
    private static void chain(Listing table, String line) {
        String[] words = line.substring(1).split(" ");
        Optional<String> policy = words.length < 2 || words[1].equals("-") ? Optional.empty() : Optional.of(words[1]);
        table.chains.put(words[0], new Rules(policy, new ArrayList<>()));
    }

    private static void rule(Listing table, String line) {
        String text = line.startsWith("[") ? line.substring(line.indexOf(']') + 1).strip() : line;
        if (!text.startsWith("-A ")) {
            return;
        }
        List<Word> words = words(text);
        if (words.size() >= 2) {
            table.chains.computeIfAbsent(words.get(1).text(), name -> new Rules(Optional.empty(), new ArrayList<>()))
                    .lines.add(new Line(text, words.subList(2, words.size())));
        }
    }

    /** Splits as iptables-restore does: at blanks, except in double quotes, where a backslash keeps what follows. */
    public static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        var word = new StringBuilder();
        boolean inQuotes = false;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inQuotes && c == '\\' && i + 1 < text.length()) {
                word.append(text.charAt(++i));
            } else if (c == '"') {
                inQuotes = !inQuotes;
                quoted = true;
            } else if (c == ' ' && !inQuotes) {
                if (quoted || !word.isEmpty()) {
                    words.add(new Word(word.toString(), quoted));
                }
                word.setLength(0);
                quoted = false;
            } else {
                word.append(c);
            }
        }
        if (quoted || !word.isEmpty()) {
            words.add(new Word(word.toString(), quoted));
        }
        return words;
    }
}
