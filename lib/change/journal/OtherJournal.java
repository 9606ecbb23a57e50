package change.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import process.FileError;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The journal of the other kind of run on Windows, beside one's own: that of administrators' runs, for one without
 * these rights to show; that of the account, which any of its programs can write, for one that has them. Of the latter
 * an administrator's run believes only what taking back can close and never open; where it cannot be read, it does
 * without: nobody keeps it from taking back what is in its own.
 *
 * @param unreadable why nothing of it is known
 */
public record OtherJournal(List<JournalLine> believed, List<JournalState.Item> unbelieved,
        Optional<Message> unreadable) {
    private static final OtherJournal NONE = new OtherJournal(List.of(), List.of(), Optional.empty());

    public OtherJournal {
        believed = List.copyOf(believed);
        unbelieved = List.copyOf(unbelieved);
    }

    /** @throws StateException where it is there and cannot be read */
    public static OtherJournal of(StateFolder folder, JournalCodec codec) throws StateException {
        if (folder.besides().isEmpty()) {
            return NONE;
        }
        var besides = new StateFolder(folder.besides().get());
        try {
            List<JournalLine> lines = Files.isDirectory(besides.path()) ? Journal.own(besides, codec).lines() : List.of();
            return folder.ofMachine() ? onlyClosing(lines) : new OtherJournal(lines, List.of(), Optional.empty());
        } catch (StateException e) {
            if (folder.ofMachine()) {
                return new OtherJournal(List.of(), List.of(), Optional.of(e.why()));
            }
            throw e;
        } catch (IOException e) {
            throw StateException.io(Message.of("change.journal-unusable", besides.journal().toString(),
                    FileError.reason(e, besides.journal())), e);
        }
    }

    /** Nothing that ends a lease or keeps one is among them: of those it is only the journal of administrators that counts. */
    static OtherJournal onlyClosing(List<JournalLine> lines) {
        List<JournalLine> closing = lines.stream().filter(line -> line instanceof ChangeEntry entry
                && entry.change().undoOnlyCloses()).toList();
        return new OtherJournal(closing, new JournalState(lines).open().stream()
                .filter(item -> !item.change().undoOnlyCloses()).toList(), Optional.empty());
    }

    /** What both say, in the order in which it happened. */
    JournalState with(JournalState own) {
        if (believed.isEmpty()) {
            return own;
        }
        var all = new ArrayList<>(believed);
        all.addAll(own.lines());
        all.sort(Comparator.comparing(JournalLine::at));
        return new JournalState(all, own.whole());
    }
}
