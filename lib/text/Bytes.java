package text;

/** An amount of memory, for a sentence: {@code 1.2 GiB}, {@code 1,2 Gio}. */
public record Bytes(long count) { }
