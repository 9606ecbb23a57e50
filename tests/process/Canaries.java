package process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, addresses and hardware addresses that stand nowhere else, and every form in which one could get out. */
final class Canaries {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+) ([^}]+)\\}");

    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Set<String>> forms = new LinkedHashMap<>();

    /** The text with a canary at each {@code ${kind name}}; the same name of one kind is the same canary. */
    String in(String text) {
        return PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(canary(found)));
    }

    private String canary(MatchResult place) {
        String name = place.group(2);
        return switch (place.group(1)) {
            case "t" -> word(name);
            case "h" -> hex(word(name).getBytes(StandardCharsets.UTF_8));
            case "4" -> fourth(name).getHostAddress();
            case "x4" -> hex(swapped(fourth(name).getAddress())).toUpperCase(Locale.ROOT);
            case "6" -> sixth(name).getHostAddress().replaceFirst("(?::0)+:", "::");
            case "f6" -> String.join(":", hex(sixth(name).getAddress()).split("(?<=\\G.{4})"));
            case "x6" -> hex(swapped(sixth(name).getAddress())).toUpperCase(Locale.ROOT);
            case "m" -> HexFormat.ofDelimiter(":").formatHex(hardware(name));
            case "d" -> HexFormat.ofDelimiter("-").formatHex(hardware(name));
            case "b" -> hex(hardware(name));
            case "e" -> String.join(":", hex(identifier(name)).split("(?<=\\G.{4})"));
            case "xe" -> hex(swapped(identifier(name))).toUpperCase(Locale.ROOT);
            case "s" -> account(name);
            default -> throw new IllegalArgumentException(place.group());
        };
    }

    private int number(String kind, String name) {
        return numbers.computeIfAbsent(kind + " " + name, any -> numbers.size() + 300);
    }

    private String word(String name) {
        var letters = new StringBuilder("Kanarie");
        for (int left = number("t", name); left > 0; left /= 26) {
            letters.append((char) ('a' + left % 26));
        }
        String word = letters + "z";
        forms("t " + name, word);
        return word;
    }

    private InetAddress fourth(String name) {
        int number = number("4", name);
        byte[] bytes = {81, 2, (byte) (number / 200 + 60), (byte) (number % 200 + 20)};
        InetAddress address = address(bytes);
        forms("4 " + name, address.getHostAddress(), hex(bytes), hex(swapped(bytes)),
                String.valueOf(Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt())));
        return address;
    }

    private InetAddress sixth(String name) {
        int number = number("6", name);
        byte[] bytes = HexFormat.of().parseHex("2a0226f7%04x000000000000%04xbeef".formatted(number, number));
        InetAddress address = address(bytes);
        // The network alone is somebody's as well.
        forms("6 " + name, "26f7", hex(bytes), hex(swapped(bytes)), "%04x:beef".formatted(number));
        return address;
    }

    private byte[] hardware(String name) {
        byte[] mac = HexFormat.of().parseHex("a45e60c1%04x".formatted(number("m", name)));
        var all = new ArrayList<String>();
        for (String sign : List.of(":", "-", "")) {
            all.add(HexFormat.ofDelimiter(sign).formatHex(mac));
        }
        byte[] end = identifier(mac);
        all.addAll(List.of(hex(end), hex(swapped(end)), "60ff:fec1", String.join(":", hex(end).split("(?<=\\G.{4})"))));
        forms("m " + name, all.toArray(String[]::new));
        return mac;
    }

    /** RFC 4291, appendix A. */
    private byte[] identifier(String name) {
        return identifier(hardware(name));
    }

    private static byte[] identifier(byte[] mac) {
        return new byte[] {(byte) (mac[0] ^ 2), mac[1], mac[2], (byte) 0xff, (byte) 0xfe, mac[3], mac[4], mac[5]};
    }

    private String account(String name) {
        String numbers = "31415926-271828-" + (16180000 + number("s", name));
        forms("s " + name, numbers, "31415926");
        return numbers;
    }

    private void forms(String name, String... all) {
        Set<String> known = forms.computeIfAbsent(name, any -> new LinkedHashSet<>());
        for (String form : all) {
            byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
            known.add(form);
            known.add(new String(form.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
            known.add(new String(form.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
            known.add(hex(bytes));
            // Base64 looks different at each of three places; what hangs on the bytes beside it is left off.
            for (int before = 0; before < 3; before++) {
                byte[] placed = new byte[before + bytes.length];
                System.arraycopy(bytes, 0, placed, before, bytes.length);
                String coded = Base64.getEncoder().withoutPadding().encodeToString(placed);
                known.add(coded.substring(before == 0 ? 0 : before + 1, coded.length() - 2));
            }
        }
    }

    /** Which are in these bytes, and as what. */
    List<String> foundIn(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        var found = new ArrayList<String>();
        forms.forEach((name, all) -> all.stream().filter(form -> form.length() > 3)
                .filter(form -> text.contains(form.toLowerCase(Locale.ROOT)))
                .forEach(form -> found.add(name + " as " + form)));
        return found;
    }

    int count() {
        return forms.size();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Each four bytes in the other order, as /proc/net has them. */
    private static byte[] swapped(byte[] bytes) {
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        return swapped;
    }
}
