package phone.page;

import path.PhoneAttempt;
import text.Language;

/** What a page says to its server. Made of numbers and words of our own alone. */
sealed interface PageMessage {

    /** Which page of those that were handed out. */
    int page();

    /** In which language it wants the answer. */
    Language language();

    /** It is still open. */
    record Here(int page, Language language) implements PageMessage { }

    /** @param target and @param address by their places in what the page was given */
    record Result(int page, Language language, int target, int address, PhoneAttempt attempt) implements PageMessage { }

    /** @param round from 1: how often it has tried everything */
    record Finished(int page, Language language, int round) implements PageMessage { }

    record Left(int page, Language language) implements PageMessage { }
}
