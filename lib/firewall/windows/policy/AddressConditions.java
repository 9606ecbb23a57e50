package firewall.windows.policy;

import firewall.Ternary;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.AddressRange;
import net.Cidr;

/**
 * The address conditions of a rule: {@code RA4=192.168.1.0/255.255.255.0}, {@code RA4=10.0.0.1-10.0.0.9},
 * {@code RA6=fe80::/64}, {@code RA4=LocalSubnet}.
 */
final class AddressConditions {
    private static final String[] REMOTE = {"RA4", "RA6", "RA42", "RA62"};

    private AddressConditions() { }

    static Ternary remote(RuleString rule, InetAddress from, List<Cidr> onLink) {
        return match(rule, "ra", from, onLink);
    }

    static Ternary local(RuleString rule, InetAddress to, List<Cidr> onLink) {
        return match(rule, "la", to, onLink);
    }

    /** The digit in the key is the version of IP: a rule that has addresses of one version is not for the other. */
    private static Ternary match(RuleString rule, String side, InetAddress address, List<Cidr> onLink) {
        int version = address.getAddress().length == 4 ? '4' : '6';
        Ternary match = null;
        for (RuleString.Entry entry : rule.entries()) {
            String key = entry.key();
            if (key.length() > 2 && key.regionMatches(true, 0, side, 0, 2) && (key.charAt(2) == '4'
                    || key.charAt(2) == '6')) {
                Ternary one = key.charAt(2) == version ? one(entry.value(), address, onLink) : Ternary.NO;
                match = match == null ? one : match.or(one);
            }
        }
        return match == null ? Ternary.YES : match;
    }

    private static Ternary one(String value, InetAddress address, List<Cidr> onLink) {
        String word = value.toLowerCase(Locale.ROOT);
        if (word.equals("*") || word.equals("any")) {
            return Ternary.YES;
        }
        if (word.equals("localsubnet")) {
            return localSubnet(address, onLink);
        }
        // DNS, DHCP, WINS, DefaultGateway, IntrAnet and the like: only Windows knows which addresses it means.
        return AddressRange.parse(value).filter(range -> range.bits() == address.getAddress().length * 8)
                .map(range -> Ternary.of(range.contains(address))).orElse(Ternary.UNKNOWN);
    }

    /** The addresses of the local subnet (MS-FASP 2.2.21), which is what is on the link of the adapter. */
    private static Ternary localSubnet(InetAddress address, List<Cidr> onLink) {
        // An IPv6 link-local sender is on the link by definition (RFC 4291 section 2.5.6), whatever addresses we have.
        boolean link = address.getAddress().length == 16 && address.isLinkLocalAddress();
        if (link || onLink.stream().anyMatch(net -> net.contains(address))) {
            return Ternary.YES;
        }
        return onLink.isEmpty() ? Ternary.UNKNOWN : Ternary.NO;
    }

    /** As people write it: {@code 192.168.1.0/24} for {@code 192.168.1.0/255.255.255.0}. */
    static String shown(String value) {
        int slash = value.indexOf('/');
        return value.indexOf('.', slash) < 0 || slash < 0 ? value : AddressRange.parse(value)
                .map(range -> value.substring(0, slash) + "/" + (range.bits()
                        - range.high().subtract(range.low()).bitLength())).orElse(value);
    }

    /** The remote addresses that the rule spells out; keywords are none. */
    static List<AddressRange> remotes(RuleString rule) {
        return rule.all(REMOTE).stream().flatMap(value -> AddressRange.parse(value).stream()).toList();
    }

    /** Parts of {@code lan}, smaller than it, that a rule with these remote addresses singles out. */
    static List<Cidr> within(List<AddressRange> remotes, Cidr lan) {
        AddressRange whole = AddressRange.of(lan);
        var parts = new ArrayList<Cidr>();
        for (AddressRange range : remotes) {
            if (range.overlaps(whole) && !range.contains(whole)) {
                parts.addAll(cidrs(range.low().max(whole.low()), range.high().min(whole.high()), range.bits()));
            }
        }
        return parts;
    }

    /** The fewest networks that together hold exactly these addresses. */
    private static List<Cidr> cidrs(BigInteger low, BigInteger high, int bits) {
        var cidrs = new ArrayList<Cidr>();
        BigInteger at = low;
        while (at.compareTo(high) <= 0) {
            int size = at.signum() == 0 ? bits : Math.min(bits, at.getLowestSetBit());
            while (at.add(BigInteger.ONE.shiftLeft(size)).subtract(BigInteger.ONE).compareTo(high) > 0) {
                size--;
            }
            cidrs.add(new Cidr(text(at, bits), bits - size));
            at = at.add(BigInteger.ONE.shiftLeft(size));
        }
        return cidrs;
    }

    private static String text(BigInteger number, int bits) {
        byte[] bytes = new byte[bits / 8];
        byte[] digits = number.toByteArray();
        for (int i = 0; i < Math.min(bytes.length, digits.length); i++) {
            bytes[bytes.length - 1 - i] = digits[digits.length - 1 - i];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
