package inventory.compose;

import inventory.InventoryFile;
import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import text.Message;

/**
 * The variables of a {@code .env} file, as Compose reads it: {@code KEY=value}, {@code export} in front, quotes, and
 * other variables inside of what is not in single quotes. It interpolates Compose files, and is not the
 * {@code env_file} of a service, which only a container sees.
 */
final class DotEnv {
    private static final Pattern KEY =
            Pattern.compile("\\G(?:export[ \\t]+)?(?<key>[\\p{L}\\p{N}_.\\[\\]-]+)[ \\t]*(?:(?<end>\\R|\\z)|[=:][ \\t]*)");
    private static final Pattern COMMENT = Pattern.compile("\\G#[^\\n]*");
    private static final Pattern BARE = Pattern.compile("\\G[^\\n]*");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([nrt\"\\\\$])");

    private final Path file;
    private final String text;
    private final Map<String, String> outside;
    private final Map<String, String> read = new LinkedHashMap<>();

    private DotEnv(Path file, String text, Map<String, String> outside) {
        this.file = file;
        this.text = text;
        this.outside = outside;
    }

    /** These variables, and below them those of the folder's {@code .env} where there is one. */
    static Map<String, String> under(Map<String, String> environment, Path folder) throws InventoryProblem {
        Path file = folder.resolve(".env");
        boolean disabled = environment.getOrDefault("COMPOSE_DISABLE_ENV_FILE", "").matches("(?i)1|t|true");
        if (disabled || !Files.isRegularFile(file)) {
            return environment;
        }
        var all = new HashMap<>(environment);
        read(file, environment).forEach(all::putIfAbsent);
        return all;
    }

    /** The same with these files in the place of that one. */
    static Map<String, String> under(Map<String, String> environment, List<Path> files) throws InventoryProblem {
        var all = new HashMap<>(environment);
        for (Path file : files) {
            read(file, environment).forEach(all::putIfAbsent);
        }
        return all;
    }

    private static Map<String, String> read(Path file, Map<String, String> environment) throws InventoryProblem {
        return new DotEnv(file, InventoryFile.text(file), environment).read();
    }

    private Map<String, String> read() throws InventoryProblem {
        for (int at = next(0); at < text.length(); at = next(at)) {
            Matcher comment = COMMENT.matcher(text);
            Matcher key = KEY.matcher(text);
            if (comment.find(at)) {
                at = comment.end();
            } else if (!key.find(at)) {
                throw Mistakes.at(place(at), Message.of("inventory.env-line"));
            } else if (key.group("end") != null) {
                at = key.end();
                String name = key.group("key");
                if (outside.containsKey(name)) {
                    read.put(name, outside.get(name));
                }
            } else {
                at = value(key.group("key"), key.end());
            }
        }
        return read;
    }

    /** The next character that is no blank. */
    private int next(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** @return where to read on */
    private int value(String key, int at) throws InventoryProblem {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote != '"' && quote != '\'') {
            Matcher bare = BARE.matcher(text);
            bare.find(at);
            read.put(key, expanded(bare.group().replaceFirst("(^|\\s)#.*", "").strip(), at));
            return bare.end();
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw Mistakes.at(place(at), Message.of("inventory.env-quote"));
        }
        String inside = text.substring(at + 1, end);
        read.put(key, quote == '\'' ? inside.replace("\\'", "'")
                : expanded(ESCAPE.matcher(inside).replaceAll(DotEnv::meant), at));
        return end + 1;
    }

    private static String meant(MatchResult escape) {
        return Matcher.quoteReplacement(switch (escape.group(1)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "$" -> "$$";
            default -> escape.group(1);
        });
    }

    private String expanded(String value, int at) throws InventoryProblem {
        var known = new HashMap<>(read);
        known.putAll(outside);
        return Interpolation.of(known).apply(value, place(at)).text();
    }

    private Yaml.Place place(int at) {
        String before = text.substring(0, Math.min(at, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Yaml.Place(file.toString(), line, before.length() - before.lastIndexOf('\n'));
    }
}
