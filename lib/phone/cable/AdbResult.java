package phone.cable;

import java.util.List;
import path.Finding;
import path.PhoneReport;

/**
 * What asking a phone by adb brought.
 *
 * @param words    none where its word would prove nothing
 * @param findings what is to be known of the phone itself
 */
public record AdbResult(AdbPhone phone, List<PhoneReport> words, List<Finding> findings) {

    public AdbResult {
        words = List.copyOf(words);
        findings = List.copyOf(findings);
    }
}
