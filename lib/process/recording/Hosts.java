package process.recording;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of other hosts, and what follows the path of a URL: where a service redirects to, whom its certificate is for,
 * where Docker's engine is. Once such a name was seen, it is replaced wherever it stands. Thread-safe.
 */
final class Hosts {
    private static final Pattern NUMBER = Pattern.compile("[\\d.]++|\\[?[0-9A-Fa-f.]*+:[0-9A-Fa-f:.%\\w]*+]?");
    private static final Pattern LOCAL = Pattern.compile("|\\*|auto|(?:.+\\.)?localhost");
    /** The path of a URL, or one alone, before its query or fragment. */
    private static final Pattern QUERY = Pattern.compile("((?:^|[\\s:])/[^\\s?#]*|https?://[^\\s?#]*)[?#](\\S*)");
    /** The same in a services file as we write it: in quotes, since there is a mark in it. */
    private static final Pattern HEALTH = Pattern.compile("(?m)^([ \\t]*+(?:health|path): \"(?:ws:)?/[^?#\"\\\\]*)[?#]"
            + "([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"$");
    private static final Pattern HOST = Pattern.compile("(?m)^(host: \"?)([^\"\\n]+)");
    private static final Pattern AUTHORITY = Pattern.compile("(?m)^([ \\t]++ca: )(\"?)(.+)\\2$");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");

    private final Pseudonyms pseudonyms;
    private final Map<String, Noted> shown = new LinkedHashMap<>();

    private record Noted(Pattern real, String other) { }

    Hosts(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /** The other name of a host; itself where it is an address, or this machine to itself. */
    synchronized String hide(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(lower).matches() || LOCAL.matcher(lower).matches()) {
            return name;
        }
        // A name of the local network alone is judged as such.
        String other = pseudonyms.of("host", lower, 2) + (lower.endsWith(".local") ? ".local"
                : lower.indexOf('.') < 0 ? "" : ".example");
        shown.putIfAbsent(lower, new Noted(Pattern.compile("(?i)(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])"),
                other));
        return other;
    }

    /** Notes the hosts of a probe's answer, and empties what the service itself said: that may be anything. */
    void hideIn(JsonElement reply) {
        if (reply instanceof JsonObject answer) {
            if (answer.get("status") instanceof JsonPrimitive status && !status.getAsString().equals("0")) {
                answer.addProperty("detail", "");
            }
            if (answer.get("redirect") instanceof JsonObject to && to.get("host") instanceof JsonPrimitive host) {
                hide(host.getAsString());
            }
            if (answer.get("refused") instanceof JsonObject certificate) {
                if (certificate.get("issuer") instanceof JsonPrimitive issuer) {
                    certificate.addProperty("issuer", authority(issuer.getAsString()));
                }
                if (certificate.get("names") instanceof JsonArray names) {
                    names.forEach(name -> hide(name.getAsString()));
                }
            }
        }
    }

    /** The other name of an authority that issues certificates: often a person's own. */
    synchronized String authority(String name) {
        String other = pseudonyms.of("authority", name);
        shown.putIfAbsent(name, new Noted(Pattern.compile(Pattern.quote(name)), other));
        return other;
    }

    /** Without users and queries of URLs: either may be a password. */
    String withoutQueries(String text) {
        return QUERY.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll(found -> Matcher.quoteReplacement(
                found.group(1) + "?" + pseudonyms.of("query", found.group(2))));
    }

    /** What a services file says: the name by which the app calls this machine, authorities, and queries. */
    String hiddenInServices(String text) {
        String shown = HEALTH.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "?"
                + pseudonyms.of("query", found.group(2).replaceAll("\\\\(.)", "$1")) + "\""));
        shown = HOST.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + hide(found.group(2))));
        return AUTHORITY.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + authority(found.group(3))));
    }

    /** Every name that was noted. */
    synchronized String hidden(String text) {
        String replaced = text;
        for (Noted name : shown.values()) {
            replaced = name.real().matcher(replaced).replaceAll(Matcher.quoteReplacement(name.other()));
        }
        return replaced;
    }
}
