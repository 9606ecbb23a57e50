package process.recording;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import process.Command;
import process.Ran;

/**
 * What is kept of an answer at all: what a reader of ours needs. Programs and the kernel tell more than they are asked,
 * and people write for themselves where we read.
 */
final class Kept {
    /** A container without what its health check printed: that is whatever the service says of itself. */
    private static final KeptJson CONTAINER = KeptJson.of("Id", "Name", "RestartCount")
            .with("State", KeptJson.of("Status", "ExitCode", "OOMKilled", "StartedAt", "Error")
                    .with("Health", KeptJson.of("Status")))
            .with("HostConfig", KeptJson.of("NetworkMode", "PortBindings"))
            .with("Config", KeptJson.of("ExposedPorts")
                    .with("Labels", KeptJson.of("com.docker.compose.service")))
            .with("NetworkSettings", KeptJson.of("Ports").with("Networks", Kept::networks));
    private static final KeptJson NETWORK = KeptJson.of("NetworkID", "IPAddress", "GlobalIPv6Address");

    private static final KeptJson LINK = KeptJson.of("ifname", "flags", "link_type", "master")
            .with("linkinfo", KeptJson.of("info_kind").with("info_data", KeptJson.of("type")));

    private static final Pattern ENDPOINT = Pattern.compile("^((?:ssh|tcp|https?)://)(?!/)(?:[^@/\\s]*@)?([^/\\s:]+)");
    private static final Pattern LOCAL = Pattern.compile("localhost|127\\.[\\d.]+|\\[::1]?");
    private static final Pattern NETFILTER = Pattern.compile("(?:^|[\\s/])(?:ip6?tables\\S*|nft)(?:\\s|$)");
    private static final Pattern FORWARDING = Pattern.compile("(?m)^([ \\t]*)(\\S+)([ \\t]+"
            + "\\d{1,9}[ \\t]+)(\\S+)(?=[ \\t]+\\d{1,9}[ \\t\\r]*$)");
    /** Description of a rule of Windows Firewall, and the name of the group that it is shown in (MS-GPFAS 2.2.2). */
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?i)(\\|\\s*(?:Desc|EmbedCtxt)\\s*=)[^|\"\\\\]*+(?:\\\\.[^|\"\\\\]*+)*+");

    private final RuleTexts rules;
    private final Addresses addresses;
    private final Hosts hosts;

    Kept(RuleTexts rules, Addresses addresses, Hosts hosts) {
        this.rules = rules;
        this.addresses = addresses;
        this.hosts = hosts;
    }

    /** Of what a command wrote on standard output. */
    byte[] output(Command command, byte[] bytes) {
        String line = command.line();
        if (line.startsWith("docker container inspect ")) {
            return json(CONTAINER, bytes);
        } else if (line.startsWith("ip -json -details link")) {
            return json(LINK, bytes);
        } else if (line.startsWith("docker context inspect ")) {
            return each(bytes, this::endpoint);
        } else if (line.startsWith("iw ")) {
            return each(bytes, text -> lines(text, "\\s*(?:Interface|type) .*"));
        } else if (line.startsWith("netsh interface portproxy ")) {
            return each(bytes, this::forwardings);
        } else if (line.startsWith("powershell ")) {
            return each(bytes, text -> DESCRIPTION.matcher(text).replaceAll("$1"));
        }
        return NETFILTER.matcher(line).find() ? each(bytes, rules::hidden) : bytes;
    }

    /** Of what was looked at. */
    JsonElement look(String what, JsonElement value) {
        if (what.startsWith("file ") && value instanceof JsonPrimitive text && text.isString()) {
            return new JsonPrimitive(file(what.substring("file ".length()), text.getAsString()));
        } else if (what.startsWith("system file ") && value instanceof JsonObject seen
                && seen.get("text") instanceof JsonPrimitive text) {
            var kept = new JsonObject();
            kept.addProperty("text", rules.hiddenInFile(text.getAsString()));
            return kept;
        } else if (what.startsWith("probe ")) {
            hosts.hideIn(value);
        } else if (what.equals("inventory") && value instanceof JsonObject choice
                && choice.get("text") instanceof JsonPrimitive services) {
            choice.addProperty("text", hosts.hiddenInServices(services.getAsString()));
        }
        return value;
    }

    private String file(String path, String text) {
        if (path.startsWith("/proc/net/")) {
            return addresses.hiddenInTable(text);
        } else if (path.equals("/proc/self/status")) {
            return lines(text, "Uid:.*");
        } else if (path.startsWith("/sys/class/net/")) {
            return lines(text, "(?:DEVTYPE|DRIVER)=.*");
        } else if (path.equals("/etc/ufw/ufw.conf")) {
            return lines(text, "(?i)\\s*ENABLED=.*");
        }
        return path.startsWith("/etc/") || path.startsWith("/lib/") ? rules.hiddenInFile(text) : text;
    }

    private static JsonElement networks(JsonElement all) {
        if (!(all instanceof JsonObject named)) {
            return all;
        }
        var kept = new JsonObject();
        named.entrySet().forEach(one -> kept.add(one.getKey(), NETWORK.kept(one.getValue())));
        return kept;
    }

    /** Whether it is elsewhere can still be told, and not where. */
    private String endpoint(String text) {
        return ENDPOINT.matcher(text).replaceFirst(found -> Matcher.quoteReplacement(found.group(1)
                + (LOCAL.matcher(found.group(2)).matches() ? found.group(2) : hosts.hide(found.group(2)))));
    }

    /** The service of port forwarding takes the name of a host as well as its address. */
    private String forwardings(String text) {
        return FORWARDING.matcher(text).replaceAll(row -> Matcher.quoteReplacement(row.group(1)
                + hosts.hide(row.group(2)) + row.group(3) + hosts.hide(row.group(4))));
    }

    private static String lines(String text, String kept) {
        Pattern pattern = Pattern.compile(kept);
        return text.lines().filter(line -> pattern.matcher(line).matches()).map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static byte[] json(KeptJson kept, byte[] bytes) {
        return kept.kept(Ran.decode(bytes)).getBytes(StandardCharsets.UTF_8);
    }

    /** Byte for byte but for what is replaced, whatever the encoding. */
    private static byte[] each(byte[] bytes, UnaryOperator<String> change) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String kept = change.apply(text);
        return kept.equals(text) ? bytes : kept.getBytes(StandardCharsets.ISO_8859_1);
    }
}
