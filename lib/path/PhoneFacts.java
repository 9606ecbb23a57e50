package path;

import java.util.List;
import java.util.Optional;
import process.Fact;

/**
 * What phones themselves said.
 *
 * @param now    in this run
 * @param before in earlier runs, as it is remembered; unknown where that cannot be read
 * @param page   what became of the page they were to open; empty where none was offered
 */
public record PhoneFacts(List<PhoneReport> now, Fact<List<PhoneReport>> before, Optional<PageVisit> page) {

    public PhoneFacts {
        now = List.copyOf(now);
        before = before.map(List::copyOf);
    }

    /** No phone was asked, in this run or in any other. */
    public static PhoneFacts nothing() {
        return new PhoneFacts(List.of(), Fact.known(List.of()), Optional.empty());
    }
}
