package cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import path.Hop;
import picocli.CommandLine.ITypeConverter;
import text.Language;
import text.Message;
import text.Nearest;
import text.Words;

/** A hop by its id, or as the table heads its column in one of the languages. */
final class HopConverter implements ITypeConverter<Hop> {

    @Override
    public Hop convert(String text) {
        String word = text.strip();
        return Arrays.stream(Hop.values()).filter(hop -> names(hop).stream().anyMatch(word::equalsIgnoreCase))
                .findFirst().orElseThrow(() -> new BadValue(unknown(word)));
    }

    private static List<String> names(Hop hop) {
        var names = new ArrayList<>(List.of(hop.id()));
        for (Language language : Language.values()) {
            names.add(new Words(language).say("path.name." + hop.id()));
        }
        return names;
    }

    private static Message unknown(String word) {
        List<String> ids = Arrays.stream(Hop.values()).map(Hop::id).toList();
        return Nearest.to(word, ids).map(near -> Message.of("cli.no-such-hop-near", word, near))
                .orElseGet(() -> Message.of("cli.no-such-hop", word, ids));
    }
}
