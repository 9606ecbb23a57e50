package testing;

import static org.junit.jupiter.api.Assertions.fail;

import process.Ran;

/**
 * How a command ended, and what it wrote. The asserts show all of it when they fail, and return the result so that
 * they can follow each other.
 */
public record Result(int exit, String out, String err) {

    /** What became of a program; one that did not end by itself has the code -1 and says how it ended. */
    public static Result of(Ran ran) {
        return ran.end() instanceof Ran.Exited(int code) ? new Result(code, ran.outText(), ran.errText())
                : new Result(-1, ran.outText(), ran.errText() + ran.command().line() + ": " + ran.end());
    }

    public Result exitedWith(int expected) {
        return exit == expected ? this : fails("expected exit code " + expected);
    }

    public Result outContains(String... parts) {
        for (String part : parts) {
            if (!out.contains(part)) {
                fails("expected in the output: " + part);
            }
        }
        return this;
    }

    public Result outLacks(String part) {
        return out.contains(part) ? fails("not expected in the output: " + part) : this;
    }

    public Result errContains(String part) {
        return err.contains(part) ? this : fails("expected on standard error: " + part);
    }

    public Result errLacks(String part) {
        return err.contains(part) ? fails("not expected on standard error: " + part) : this;
    }

    /** But for what is waited for, which a busy machine makes long enough to be told. */
    public Result errIsEmpty() {
        return complaints().isEmpty() ? this : fails("expected nothing on standard error");
    }

    /** Standard error without the lines that say what is waited for. */
    public String complaints() {
        return err.replaceAll("(?m)^(Waiting for: |En attente de).*\\R", "");
    }

    private Result fails(String expectation) {
        return fail(expectation + "\nexit code " + exit + "\n--- output\n" + out + "\n--- standard error\n" + err);
    }
}
