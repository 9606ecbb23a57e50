package adb;

import java.util.List;
import path.Finding;
import path.PhoneWord;

/**
 * What asking a phone by adb brought.
 *
 * @param words    none where its word would prove nothing
 * @param findings what is to be known of the phone itself
 */
public record Asked(AdbPhone phone, List<PhoneWord> words, List<Finding> findings) {

    public Asked {
        words = List.copyOf(words);
        findings = List.copyOf(findings);
    }
}
