package cli;

import picocli.CommandLine.TypeConversionException;
import text.Message;

/** An option's value that cannot be taken, with the reason as a message, so that it can be said in any language. */
public final class BadValue extends TypeConversionException {
    private static final long serialVersionUID = 1L;

    private final transient Message why;

    public BadValue(Message why) {
        super(why.toString());
        this.why = why;
    }

    public Message why() {
        return why;
    }
}
