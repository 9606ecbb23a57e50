package firewall.windows;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import testing.Project;

/**
 * Rules as a person lists them: blocks of {@code label: value}. Only tests read this, as evidence: the labels are
 * those of a language, and netsh leaves out the program of a rule, so that the product reads the registry.
 *
 * @param name   what stands beside the first label of the block
 * @param fields by label, in the order of the block; a label that netsh prints twice has the last value
 */
public record Listing(String name, Map<String, String> fields) {
    /** {@code Rule Name:                            java.exe}; {@code Activé :                              Oui}. */
    private static final Pattern FIELD = Pattern.compile("([^:]{2,40}?) *:(?: +(.*))?");
    private static final Pattern RULER = Pattern.compile("-{20,}");

    /** A condition that the listing does not show, in place of one that cannot be told. */
    public static final String UNSEEN = "NotListed=program|";

    /** Its text by the byte order mark, as Windows PowerShell 5.1 redirects it; UTF-8 without one. */
    public static String read(String fixture) {
        byte[] bytes = Project.fixture(fixture);
        boolean utf16 = bytes.length > 1 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe;
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new String(bytes, charset);
    }

    /** What {@code netsh advfirewall firewall show rule} prints: each rule is a name and a line of dashes below it. */
    public static List<Listing> netsh(String text) {
        List<String> lines = text.lines().toList();
        var rules = new ArrayList<Listing>();
        for (int i = 1; i < lines.size(); i++) {
            if (RULER.matcher(lines.get(i)).matches()) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).isBlank()) {
                    end++;
                }
                String name = field(lines.get(i - 1)).map(Map.Entry::getValue).orElse("");
                rules.add(new Listing(name, fields(lines.subList(i + 1, end), "ICMP")));
            }
        }
        return rules;
    }

    /** What {@code Format-List} prints: blocks with a blank line between them, long values over several lines. */
    public static List<Listing> formatList(String text) {
        var rules = new ArrayList<Listing>();
        for (String block : text.replace("\r\n", "\n").strip().split("\n(?: *\n)+")) {
            Map<String, String> fields = fields(block.lines().toList(), null);
            if (!fields.isEmpty()) {
                rules.add(new Listing(fields.values().iterator().next(), fields));
            }
        }
        return rules;
    }

    /** @param indented the field that lines without a label belong to; the one above them where it is null */
    private static Map<String, String> fields(List<String> lines, String indented) {
        var fields = new LinkedHashMap<String, String>();
        String last = null;
        for (String line : lines) {
            Optional<Map.Entry<String, String>> field = field(line);
            if (line.startsWith("        ") && last != null) {
                fields.merge(indented == null ? last : indented, line.strip(), String::concat);
            } else if (field.isPresent()) {
                last = field.get().getKey();
                fields.put(last, field.get().getValue());
            }
        }
        return fields;
    }

    private static Optional<Map.Entry<String, String>> field(String line) {
        var matcher = FIELD.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(Map.entry(matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse("").strip()))
                : Optional.empty();
    }

    public String field(String label, String otherwise) {
        return fields.getOrDefault(label, otherwise);
    }

    /** A rule of an English netsh in the grammar of the registry, as far as netsh shows it. */
    public String rule() {
        var rule = new StringBuilder("v2.33|Action=" + fields.get("Action") + "|Active="
                + (fields.get("Enabled").equals("Yes") ? "TRUE" : "FALSE") + "|Dir=" + fields.get("Direction") + "|");
        switch (fields.get("Protocol")) {
            case "Any" -> { }
            case "TCP" -> rule.append("Protocol=6|");
            case "UDP" -> rule.append("Protocol=17|");
            case "ICMPv4" -> rule.append("Protocol=1|");
            case "ICMPv6" -> rule.append("Protocol=58|");
            default -> rule.append("Protocol=").append(Integer.parseInt(fields.get("Protocol"))).append('|');
        }
        if (!fields.get("Profiles").equals("Domain,Private,Public")) {
            each(rule, "Profiles", value -> "Profile=" + value);
        }
        each(rule, "LocalPort", value -> (value.contains("-") ? "LPort2_10=" : "LPort=") + value);
        each(rule, "RemotePort", value -> (value.contains("-") ? "RPort2_10=" : "RPort=") + value);
        each(rule, "LocalIP", value -> (value.contains(":") ? "LA6=" : "LA4=") + value);
        each(rule, "RemoteIP", value -> value.equals("LocalSubnet") ? "RA4=LocalSubnet|RA6=LocalSubnet"
                : (value.contains(":") ? "RA6=" : "RA4=") + value);
        return rule.append("Name=").append(name).append('|').toString();
    }

    private interface Written {
        String as(String value);
    }

    private void each(StringBuilder rule, String label, Written written) {
        String values = fields.getOrDefault(label, "Any");
        for (String value : values.equals("Any") ? new String[0] : values.split(",")) {
            rule.append(written.as(value.strip())).append('|');
        }
    }
}
