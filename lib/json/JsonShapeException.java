package json;

/** A text that is not JSON, or JSON of another shape than the one that is read. The message says what is wrong. */
public final class JsonShapeException extends Exception {
    private static final long serialVersionUID = 1;

    public JsonShapeException(String what) {
        super(what);
    }

    JsonShapeException(Exception cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
