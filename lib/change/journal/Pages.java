package change.journal;

import java.util.List;

/**
 * What {@link PagesReader} finds in a journal's bytes.
 *
 * @param state        of all lines that are whole
 * @param settled      lines that say nothing of what may be in effect and were too many to stay in {@code state}; the
 *                     newest, where they are very many
 * @param outgrown     true where there were such lines
 * @param last         the number of the last line
 * @param damages      what cannot be believed, at most {@link PagesReader#DAMAGES}
 * @param length       how many of the bytes are lines; -1 where anything is damaged
 * @param lacksLineEnd the last line is whole, all but its line end
 * @param torn         what comes after the last line
 */
record Pages(JournalState state, List<JournalLine> settled, boolean outgrown, long last, List<Damage> damages, long length,
        boolean lacksLineEnd, byte[] torn) { }
