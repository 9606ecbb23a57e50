package cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Properties;
import java.util.ResourceBundle;
import text.Language;

/**
 * The words of {@code --help} in one language: those of the shared options and, on top, those of the scripts.
 * The keys are picocli's: an option's name without dashes, {@code usage.description} and the like, with the name of
 * a script in front where they are its own.
 */
final class HelpBundle extends ResourceBundle {
    private final Language language;
    private final Properties texts = new Properties();

    HelpBundle(Language language, String outputs) {
        this.language = language;
        load("/cli/help_" + language.code() + ".properties");
        load("/runbook/help_" + language.code() + ".properties");
        texts.setProperty("outputs", outputs);
    }

    private void load(String file) {
        try (var in = HelpBundle.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    @Override
    protected Object handleGetObject(String key) {
        String text = texts.getProperty(key);
        return text == null ? null : language.typeset(text);
    }

    /**
     * What an exit code means.
     *
     * @param command by whose own words, where it has any: {@code monitor.schedule}
     */
    String exit(String command, int code) {
        String own = command + ".exit." + code;
        return getString(texts.containsKey(own) ? own : "exit." + code);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.stringPropertyNames());
    }
}
