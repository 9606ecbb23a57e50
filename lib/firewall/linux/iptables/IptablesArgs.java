package firewall.linux.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one rule in their groups: what stands before the first {@code -m}, each {@code -m} with its options,
 * and the target.
 *
 * @param target where {@code -j} or {@code -g} sends the packet, empty for a rule that only counts
 * @param jumpsWithoutReturn true for {@code -g}
 */
public record IptablesArgs(List<Module> modules, Optional<String> target, boolean jumpsWithoutReturn,
        List<Option> targetOptions) {

    /** Options whose one value is free text, which may look like an option. */
    private static final Set<String> FREE_TEXT = Set.of("--comment", "--log-prefix", "--nflog-prefix",
            "--ulog-prefix", "--string", "--hex-string", "--name", "--hashlimit-name");

    /** @param name the match extension, {@code ""} for the options that every rule may have */
    record Module(String name, List<Option> options) {

        Optional<Option> option(String wanted) {
            return options.stream().filter(option -> option.name.equals(wanted)).findFirst();
        }
    }

    record Option(String name, boolean negated, List<String> values) {

        String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }
    }

    public static IptablesArgs of(List<IptablesSave.Word> words) {
        List<Module> modules = new ArrayList<>();
        modules.add(new Module("", new ArrayList<>()));
        List<Option> targetOptions = new ArrayList<>();
        List<Option> current = modules.getFirst().options;
        Optional<String> target = Optional.empty();
        boolean withoutReturn = false;
        boolean negated = false;
        int i = 0;
        while (i < words.size()) {
            IptablesSave.Word word = words.get(i++);
            if (word.text().equals("!") && !word.quoted()) {
                negated = true;
                continue;
            }
            List<String> values = new ArrayList<>();
            while (i < words.size() && takes(word, values, words.get(i))) {
                values.add(words.get(i++).text());
            }
            switch (word.text()) {
                case "-m", "--match" -> {
                    var module = new Module(values.isEmpty() ? "" : values.getFirst(), new ArrayList<>());
                    modules.add(module);
                    current = module.options;
                }
                case "-j", "-g", "--jump", "--goto" -> {
                    target = values.stream().findFirst();
                    withoutReturn = word.text().contains("g");
                    current = targetOptions;
                }
                // "-p tcp" may stand anywhere, yet never belongs to the extension before it.
                case "-p", "-s", "-d", "-i", "-o", "-f" ->
                    modules.getFirst().options.add(new Option(word.text(), negated, values));
                default -> current.add(new Option(word.text(), negated, values));
            }
            negated = false;
        }
        return new IptablesArgs(List.copyOf(modules), target, withoutReturn, List.copyOf(targetOptions));
    }

    private static boolean takes(IptablesSave.Word option, List<String> values, IptablesSave.Word next) {
        if (FREE_TEXT.contains(option.text())) {
            return values.isEmpty();
        }
        return next.quoted() || !next.option() && !next.text().equals("!");
    }

    /** True where both say the same, in whatever order. */
    public boolean same(IptablesArgs other) {
        return Set.copyOf(modules).equals(Set.copyOf(other.modules)) && target.equals(other.target)
                && jumpsWithoutReturn == other.jumpsWithoutReturn && targetOptions.equals(other.targetOptions);
    }

    /** The rule's comment, which is the nearest it has to a name. */
    public Optional<String> comment() {
        return modules.stream().filter(module -> module.name.equals("comment")).findFirst()
                .flatMap(module -> module.option("--comment")).map(Option::value);
    }
}
