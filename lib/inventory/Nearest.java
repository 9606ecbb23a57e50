package inventory;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The valid word that somebody who wrote another one most likely meant. */
public final class Nearest {

    private Nearest() { }

    /** The candidate with the fewest changed, left out, added or swapped letters; empty where all are far off. */
    public static Optional<String> to(String written, List<String> candidates) {
        String word = written.strip().toLowerCase(Locale.ROOT);
        // No key is longer than a dozen letters: a whole paragraph in its place is not worth comparing.
        if (word.isEmpty() || word.length() > 40) {
            return Optional.empty();
        }
        return candidates.stream()
                .filter(candidate -> near(word, candidate))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    private static boolean near(String word, String candidate) {
        boolean part = word.length() >= 3 && (candidate.startsWith(word) || word.startsWith(candidate));
        return part || distance(word, candidate) <= Math.max(1, Math.min(word.length(), candidate.length()) / 3);
    }

    /** Optimal string alignment distance: one for each letter changed, left out, added, or swapped with the next. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
