package cli;

import picocli.CommandLine.ITypeConverter;
import text.Message;

/** A TCP port, 1 to 65535. */
public final class PortConverter implements ITypeConverter<Integer> {
    /** Where the phone's page is, unless somebody wishes otherwise: the same in every script, and easy to type. */
    public static final int OF_THE_PAGE = 8765;

    @Override
    public Integer convert(String text) {
        if (text.matches("[1-9]\\d{0,4}") && Integer.parseInt(text) <= 65535) {
            return Integer.valueOf(text);
        }
        throw new BadValue(Message.of("cli.not-a-port", text));
    }
}
