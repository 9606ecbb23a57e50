package cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a command can end, beside what every command can: bad arguments, a file that cannot be used, a bug. Its
 * {@code --help} lists these.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ExitCodes {
    ExitCode[] value();
}
