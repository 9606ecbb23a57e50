package firewall.linux;

import firewall.Firewall.Wanted;
import java.nio.charset.StandardCharsets;
import text.HiddenCharacters;

/** The comment that makes a rule ours: {@code runbook 20261123-0450-1f3a tcp/8000 Eloquence API Service}. */
final class RuleComment {
    static final String MARK = "runbook ";

    /** XT_MAX_COMMENT_LEN of linux/netfilter/xt_comment.h is 256, of which one ends the text. */
    static final int MOST_BYTES = 255;

    private RuleComment() { }

    /** NFTNL_UDATA_COMMENT_MAXLEN of libnftnl is 128, of which one ends the text. */
    static final int MOST_BYTES_OF_NFT = 127;

    /** The service's name is data: what a rule's comment cannot hold is replaced, what is too long is cut. */
    static String of(String run, Wanted wanted) {
        return of(run, wanted, MOST_BYTES);
    }

    /** The same for a rule of nft's, which quotes it and has no way to write a quotation mark inside. */
    static String ofNft(String run, Wanted wanted) {
        return of(run, wanted, MOST_BYTES_OF_NFT).replace('"', ' ').replace('\\', '/').strip();
    }

    private static String of(String run, Wanted wanted, int most) {
        String text = MARK + run + " " + wanted.flow().protocol().id() + "/" + wanted.flow().port() + " "
                + wanted.service();
        var kept = new StringBuilder();
        int bytes = 0;
        for (int c : HiddenCharacters.replaced(text, c -> " ").codePoints().toArray()) {
            int shown = hidden(c) ? ' ' : c == '\'' ? 0x2019 : c;
            int size = new String(Character.toChars(shown)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > most) {
                break;
            }
            kept.appendCodePoint(shown);
            bytes += size;
        }
        return kept.toString().strip();
    }

    /** @throws IllegalArgumentException where the text is not a comment that {@link #of} can have made */
    static void require(String comment) {
        if (comment == null || !comment.startsWith(MARK) || comment.codePoints().anyMatch(RuleComment::hidden)
                || comment.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || comment.contains("'")
                || !comment.equals(comment.strip())) {
            throw new IllegalArgumentException("not a comment of ours: " + comment);
        }
    }

    /** @throws IllegalArgumentException where the text is not a comment that {@link #ofNft} can have made */
    static void requireNft(String comment) {
        require(comment);
        if (!fitsNft(comment)) {
            throw new IllegalArgumentException("not a comment for nft: " + comment);
        }
    }

    static boolean fitsNft(String comment) {
        return !comment.contains("\"") && !comment.contains("\\")
                && comment.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES_OF_NFT;
    }

    private static boolean hidden(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c) || type == Character.SURROGATE || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
