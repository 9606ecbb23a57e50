package path;

import fact.Fact;
import java.util.List;
import java.util.Optional;

/**
 * What phones themselves said.
 *
 * @param now    in this run
 * @param before in earlier runs, as it is remembered; unknown where that cannot be read
 * @param page   what became of the page they were to open; empty where none was offered
 */
public record Told(List<PhoneWord> now, Fact<List<PhoneWord>> before, Optional<PageVisit> page) {

    public Told {
        now = List.copyOf(now);
        before = before.map(List::copyOf);
    }

    /** No phone was asked, in this run or in any other. */
    public static Told nothing() {
        return new Told(List.of(), Fact.known(List.of()), Optional.empty());
    }
}
