package inventory.compose;

import inventory.HealthRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container's health check asks for, where it is one GET of one URL by curl or wget. Anything else a program
 * may do, and a guess at it would make a healthy service look broken.
 */
sealed interface HealthTest {

    /** An HTTP URL of the container itself. */
    record Http(int port, String path) implements HealthTest { }

    /** The same over TLS, which a {@code health:} of ours does not ask for. */
    record Https() implements HealthTest { }

    /** No check, or one that is something else. */
    record Other() implements HealthTest { }

    Pattern URL = Pattern.compile("(?i)(?:(https?)://)?(localhost|127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0|\\[::1?]|[\\w.-]+)"
            + "(?::(\\d{1,5}))?([/?][^#]*)?(?:#.*)?");
    Pattern ITSELF = Pattern.compile("(?i)localhost|127\\..*|0\\.0\\.0\\.0|\\[::1?]");
    Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

    /** Options with a value behind them; a letter of a group such as {@code -sfo} as well. */
    Set<String> CURL_VALUES = Set.of("-o", "-m", "-w", "-A", "--output", "--max-time", "--connect-timeout", "--retry",
            "--retry-delay", "--retry-max-time", "--write-out", "--user-agent", "--max-redirs");
    Set<String> CURL_FLAGS = Set.of("-f", "-s", "-S", "-L", "-k", "-I", "-v", "-i", "-g", "-4", "-6", "-N", "--fail",
            "--silent", "--show-error", "--location", "--insecure", "--head", "--verbose", "--include", "--globoff",
            "--ipv4", "--ipv6", "--no-progress-meter", "--fail-with-body", "--retry-connrefused",
            "--retry-all-errors", "--no-buffer", "--compressed", "--get", "-G");
    Set<String> WGET_VALUES = Set.of("-O", "-T", "-t", "-U", "-Y", "--output-document", "--timeout", "--tries",
            "--user-agent", "--connect-timeout", "--read-timeout", "--dns-timeout", "--proxy", "--wait");
    Set<String> WGET_FLAGS = Set.of("-q", "-S", "-c", "-4", "-6", "-v", "-d", "--quiet", "--spider", "--no-verbose",
            "-nv",
            "--server-response", "--no-check-certificate", "--no-cache", "--inet4-only", "--inet6-only",
            "--no-proxy", "--verbose");

    /** What the test of this service asks for. */
    static HealthTest of(ComposeService service) {
        List<String> test = service.healthTest();
        if (test.size() < 2) {
            return new Other();
        }
        List<String> words = test.subList(1, test.size());
        return switch (test.getFirst()) {
            case "CMD" -> shelled(words).map(line -> ofLine(line, service)).orElseGet(() -> ofWords(words, service));
            case "CMD-SHELL" -> ofLine(words.getFirst(), service);
            default -> new Other();
        };
    }

    /** The line of {@code sh -c LINE}. */
    private static Optional<String> shelled(List<String> words) {
        boolean shell = words.size() == 3 && SHELLS.contains(program(words.getFirst())) && words.get(1).equals("-c");
        return shell ? Optional.of(words.get(2)) : Optional.empty();
    }

    private static HealthTest ofLine(String line, ComposeService service) {
        return ShellLine.single(line).map(words -> ofWords(words, service)).orElse(new Other());
    }

    private static String program(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    private static HealthTest ofWords(List<String> words, ComposeService service) {
        Set<String> values = switch (program(words.getFirst())) {
            case "curl" -> CURL_VALUES;
            case "wget" -> WGET_VALUES;
            default -> Set.of();
        };
        if (values.isEmpty()) {
            return new Other();
        }
        boolean curl = values == CURL_VALUES;
        var seen = new ArrayList<String>();
        return url(words.subList(1, words.size()), values, curl ? CURL_FLAGS : WGET_FLAGS, seen)
                .map(url -> of(url, service, !curl || seen.stream().anyMatch(flag -> flag.matches("-f|--fail.*"))))
                .orElse(new Other());
    }

    /** The one word that is no option; empty where there is none or several, or an option changes the request. */
    private static Optional<String> url(List<String> words, Set<String> values, Set<String> flags, List<String> seen) {
        var urls = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String option = word.startsWith("--") ? word.replaceFirst("=.*", "") : word;
            if (!word.startsWith("-") || word.length() == 1) {
                urls.add(word);
            } else if (flags.contains(option)) {
                seen.add(option);
            } else if (values.contains(option)) {
                i += word.contains("=") ? 0 : 1;
            } else if (word.startsWith("--")) {
                return Optional.empty();
            } else {
                for (int letter = 1; letter < word.length(); letter++) {
                    String one = "-" + word.charAt(letter);
                    if (values.contains(one)) {
                        i += letter + 1 < word.length() ? 0 : 1;
                        break;
                    }
                    if (!flags.contains(one)) {
                        return Optional.empty();
                    }
                    seen.add(one);
                }
            }
        }
        return urls.size() == 1 ? Optional.of(urls.getFirst()) : Optional.empty();
    }

    /**
     * @param strict an answer of 4xx or 5xx fails it. Without, curl is content with any, and the root page that a test
     *               asks for only to see an answer is often a 404
     */
    private static HealthTest of(String url, ComposeService service, boolean strict) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            return new Other();
        }
        String host = parts.group(2);
        boolean itself = ITSELF.matcher(host).matches() || host.equals(service.name())
                || service.containerName().filter(host::equals).isPresent();
        if (!itself) {
            return new Other();
        }
        if ("https".equals(parts.group(1) == null ? "" : parts.group(1).toLowerCase(Locale.ROOT))) {
            return new Https();
        }
        String rest = parts.group(4) == null ? "/" : parts.group(4);
        String path = rest.startsWith("?") ? "/" + rest : rest;
        int port = parts.group(3) == null ? 80 : Integer.parseInt(parts.group(3));
        boolean told = HealthRule.refused(path).isEmpty() && (strict || !path.equals("/"));
        return told && port <= 65535 ? new Http(port, path) : new Other();
    }
}
