package cli;

import console.Look;
import console.Wrap;
import help.RunbookPage;
import help.RunbookText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import process.Os;
import process.Shell;
import text.Message;
import text.Nearest;
import text.Words;

/** What the runbook says, in the terminal: {@code --explain ID} of every script, and the script of that name. */
public final class Explanation {
    private final Words words;
    private final Look look;
    private final RunbookPage page;

    public Explanation(Words words, Look look) {
        this.words = words;
        this.look = look;
        this.page = RunbookPage.read(words.language());
    }

    /**
     * @param id of a finding, or the anchor of any heading; with or without the sharp sign of a link
     * @throws ExitException where the runbook has no such section, with the one that was meant
     */
    public List<String> section(String id) {
        String anchor = id.strip().toLowerCase(Locale.ROOT).replaceFirst("^.*#", "");
        var sections = page.at(anchor);
        if (sections.isEmpty()) {
            throw new ExitException(ExitCode.BAD_ARGUMENTS, Nearest.to(anchor, page.anchors())
                    .map(near -> Message.of("cli.no-section-but", id, near))
                    .orElseGet(() -> Message.of("cli.no-section", id)));
        }
        return new RunbookText(look, Os.current() == Os.WINDOWS ? Shell.POWERSHELL : Shell.BASH).lines(sections);
    }

    /** All ids, for somebody who does not know which. */
    public List<String> contents() {
        var lines = new ArrayList<>(Wrap.lines(words.say("cli.ids"), look.width(), "", ""));
        lines.add("");
        page.ids().forEach(id -> lines.add("  " + id));
        return lines;
    }
}
