package cli;

import phone.page.PageServer;
import picocli.CommandLine.ITypeConverter;
import text.Message;

/** How many phones are asked, 1 to {@link PageServer#MOST_PHONES}. */
public final class PhonesConverter implements ITypeConverter<Integer> {
    /** One: whoever else has seen the code is kept out while that one tries. */
    public static final int USUAL = 1;

    @Override
    public Integer convert(String text) {
        if (text.matches("[1-9]") && Integer.parseInt(text) <= PageServer.MOST_PHONES) {
            return Integer.valueOf(text);
        }
        throw new BadValue(Message.of("cli.not-a-count", text, PageServer.MOST_PHONES));
    }
}
