package phone.cable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads from an app's manifest, as it is packed into the app, whether it allows plain HTTP. That is Android's binary XML
 * (ResourceTypes.h of the Android Open Source Project): chunks, each with its kind and size; a pool of strings first, the
 * numbers of the attributes that the first of these strings name, then the elements.
 */
final class ManifestParser {

    /** The manifest of an app with thousands of activities is some hundred kilobytes. */
    private static final int LONGEST = 4 * 1024 * 1024;

    /** Characters; names of elements are shorter. */
    private static final int LONGEST_NAME = 100;

    private static final int XML = 0x0003;
    private static final int STRINGS = 0x0001;
    private static final int ATTRIBUTES = 0x0180;
    private static final int ELEMENT = 0x0102;
    private static final int UTF_8 = 0x100;

    /** R.attr.usesCleartextTraffic. */
    private static final int USES_CLEARTEXT = 0x010104ec;
    /** R.attr.networkSecurityConfig. */
    private static final int SECURITY_CONFIG = 0x01010527;
    private static final int BOOLEAN = 0x12;
    /** Bytes of one attribute of an element. */
    private static final int ATTRIBUTE = 20;

    private final ByteBuffer bytes;
    private int strings = -1;
    private int attributes = -1;
    private int attributesEnd = -1;

    private ManifestParser(byte[] manifest) {
        bytes = ByteBuffer.wrap(manifest).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What its element {@code application} says; empty where it is no manifest, or has no such element. */
    static Optional<AppPackage.Cleartext> parse(byte[] manifest) {
        if (manifest.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return new ManifestParser(manifest).application();
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            // What points beyond its end was cut off, or is none.
            return Optional.empty();
        }
    }

    private Optional<AppPackage.Cleartext> application() {
        if (kind(0) != XML) {
            return Optional.empty();
        }
        int at = header(0);
        while (at + 8 <= bytes.limit()) {
            int size = bytes.getInt(at + 4);
            if (size < 8 || size > bytes.limit() - at) {
                return Optional.empty();
            }
            switch (kind(at)) {
                case STRINGS -> strings = at;
                case ATTRIBUTES -> {
                    attributes = at + header(at);
                    attributesEnd = at + size;
                }
                case ELEMENT -> {
                    int element = at + header(at);
                    if (string(bytes.getInt(element + 4)).equals("application")) {
                        return Optional.of(cleartext(element));
                    }
                }
                default -> { }
            }
            at += size;
        }
        return Optional.empty();
    }

    private int kind(int chunk) {
        return bytes.getShort(chunk) & 0xFFFF;
    }

    private int header(int chunk) {
        return bytes.getShort(chunk + 2) & 0xFFFF;
    }

    private AppPackage.Cleartext cleartext(int element) {
        int first = element + (bytes.getShort(element + 8) & 0xFFFF);
        int step = Math.max(ATTRIBUTE, bytes.getShort(element + 10) & 0xFFFF);
        int count = bytes.getShort(element + 12) & 0xFFFF;
        AppPackage.Cleartext flag = AppPackage.Cleartext.BY_TARGET;
        for (int i = 0; i < count; i++) {
            int at = first + i * step;
            int attribute = attribute(bytes.getInt(at + 4));
            if (attribute == SECURITY_CONFIG) {
                // It overrules the flag.
                return AppPackage.Cleartext.BY_CONFIG;
            }
            if (attribute == USES_CLEARTEXT) {
                boolean told = (bytes.get(at + 15) & 0xFF) == BOOLEAN;
                flag = !told ? AppPackage.Cleartext.UNREAD
                        : bytes.getInt(at + 16) != 0 ? AppPackage.Cleartext.ALLOWED : AppPackage.Cleartext.FORBIDDEN;
            }
        }
        return flag;
    }

    /** The number of the attribute that this string names; 0 for none of Android's own. */
    private int attribute(int string) {
        long at = attributes + 4L * string;
        return attributes < 0 || string < 0 || at + 4 > attributesEnd ? 0 : bytes.getInt((int) at);
    }

    private String string(int number) {
        if (strings < 0 || number < 0 || number >= bytes.getInt(strings + 8)) {
            return "";
        }
        long start = bytes.getInt(strings + 20) + (long) bytes.getInt(strings + header(strings) + 4 * number);
        int at = Math.toIntExact(Math.clamp(strings + start, 0, Integer.MAX_VALUE));
        boolean narrow = (bytes.getInt(strings + 16) & UTF_8) != 0;
        return narrow ? narrow(at) : wide(at);
    }

    /** Its length in characters, its length in bytes, then these; more than one byte each where the first bit is set. */
    private String narrow(int at) {
        int lengths = at + (bytes.get(at) < 0 ? 2 : 1);
        int first = bytes.get(lengths);
        int length = first < 0 ? (first & 0x7F) << 8 | bytes.get(lengths + 1) & 0xFF : first;
        return text(lengths + (first < 0 ? 2 : 1), length, StandardCharsets.UTF_8);
    }

    private String wide(int at) {
        int first = bytes.getShort(at);
        int length = first < 0 ? (first & 0x7FFF) << 16 | bytes.getShort(at + 2) & 0xFFFF : first;
        return length > LONGEST_NAME ? "" : text(at + (first < 0 ? 4 : 2), length * 2, StandardCharsets.UTF_16LE);
    }

    private String text(int at, int length, Charset charset) {
        return length > 2 * LONGEST_NAME ? "" : new String(bytes.array(), at, length, charset);
    }
}
