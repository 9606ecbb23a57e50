package process;

/**
 * A question to a program that is kept running and answers one after the other, each as if it had been started for it.
 * The program writes a line {@code MARK taken} when it has read the question and before it does anything for it, and
 * behind its answer {@code MARK 0}, with the exit code that it would have ended with.
 *
 * @param variable the environment variable that holds the question for which the program is started
 * @param line     the question, in ASCII: what the program reads from its standard input when it runs already
 * @param mark     what nothing else that is written can hold: new for each question
 */
public record Request(String variable, String line, String mark) {

    public Request {
        if (!line.chars().allMatch(c -> c >= ' ' && c <= '~') || line.isBlank() || mark.isBlank()) {
            throw new IllegalArgumentException("a question is one line of ASCII");
        }
    }
}
