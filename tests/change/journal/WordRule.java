package change.journal;

import firewall.Change;
import firewall.Lifetime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;
import text.Message;

/**
 * Adds a word to the list that {@link MemoryWorld} is. A word with {@code *} behind it was edited by somebody, or by the
 * list itself where {@code rewriting} is among its words. The word {@code jam} makes the list unreadable, and {@code forgetful later} among its words lets nothing be kept.
 */
public record WordRule(String word, int port, Optional<String> note) implements Change {
    static final String KIND = "word";
    /** What a word begins with that a restart does not end. */
    static final String BOOT = "boot ";
    /** How many this thread has made; most are read from a journal. Other tests make theirs at the same time. */
    public static final ThreadLocal<AtomicLong> MADE = ThreadLocal.withInitial(AtomicLong::new);

    public WordRule {
        MADE.get().incrementAndGet();
        if (!word.matches("[A-Za-z0-9 ]+") || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a word and a port: " + word + " " + port);
        }
    }

    public WordRule(String word, int port) {
        this(word, port, Optional.empty());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Message what() {
        return Message.verbatim("accept " + word + " on " + port);
    }

    @Override
    public Lifetime lifetime() {
        return word.startsWith(BOOT) ? Lifetime.PERMANENT : Lifetime.UNTIL_RESTART;
    }

    @Override
    public boolean keeps(Change other) {
        return other instanceof WordRule rule && word.equals(BOOT + rule.word);
    }

    @Override
    public List<ShellCommand> paste() {
        return List.of(new ShellCommand(Shell.BASH, true, "add " + word),
                new ShellCommand(Shell.POWERSHELL, true, "Add " + word));
    }

    @Override
    public List<ShellCommand> pasteUndo() {
        return List.of(new ShellCommand(Shell.BASH, true, "del " + word),
                new ShellCommand(Shell.POWERSHELL, true, "Del " + word));
    }

    @Override
    public Fact<State> state(World world) {
        ((MemoryWorld) world).beforeLook.run();
        return look((MemoryWorld) world);
    }

    private Fact<State> look(MemoryWorld memory) {
        memory.fuse.tick();
        if (memory.rules.contains("unreadable")) {
            return Fact.unknown(Message.verbatim("the list cannot be read"));
        }
        return Fact.known(memory.rules.contains(word) ? State.PRESENT
                : memory.rules.contains(word + "*") ? State.EDITED : State.ABSENT);
    }

    @Override
    public Fact<List<String>> found(World world) {
        return Fact.known(((MemoryWorld) world).rules.stream().filter(rule -> rule.startsWith(word)).toList());
    }

    @Override
    public Fact<State> apply(World world) {
        var memory = (MemoryWorld) world;
        memory.fuse.tick();
        if (memory.perChange.isPositive()) {
            memory.pass(memory.perChange);
        }
        if (memory.rules.contains("full") || memory.rules.contains("forgetful later") && word.startsWith(BOOT)) {
            return Fact.unknown(Message.verbatim("the list is full"));
        }
        if (!memory.rules.contains(word)) {
            memory.rules.addFirst(memory.rules.contains("rewriting") ? word + "*" : word);
        }
        if (word.equals("jam")) {
            memory.rules.add("unreadable");
        }
        return look(memory);
    }

    @Override
    public Fact<State> undo(World world, boolean force) {
        var memory = (MemoryWorld) world;
        memory.fuse.tick();
        memory.rules.remove(word);
        if (force) {
            memory.rules.remove(word + "*");
        }
        return look(memory);
    }
}
