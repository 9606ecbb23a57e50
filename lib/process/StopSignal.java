package process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C, and the other signals by which a terminal, a service manager or Windows asks a program to end: the first one
 * is told to whoever listens, who has something to finish. Any that comes after it ends the process, as every one does
 * where nobody listens. Thread-safe.
 *
 * <p>The JDK hands signals over by {@code sun.misc.Signal} of its module {@code jdk.unsupported} alone; javac warns of
 * it by name, so that it is called by reflection. Where a JVM has none of it, or was told to leave signals alone
 * ({@code -Xrs}), and where a signal was ignored from the beginning, as under {@code nohup}, all stays as it is.
 */
public final class StopSignal implements AutoCloseable {

    /**
     * What asks for an end, and can wait for it: Ctrl-C, {@code kill}, and a terminal that is closed. Windows has the
     * first two, and says the second where its console is closed, which it then ends in seconds.
     */
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    /** What a signal did before. */
    private record Handled(Object signal, Object before) { }

    private final AtomicBoolean asked = new AtomicBoolean();
    private final List<Handled> handled = new ArrayList<>();
    private boolean closed;

    /**
     * From now on until the end of this.
     *
     * @param first called at the first signal, by a thread of the JVM; it should only note that, and say so
     */
    public synchronized void listen(Runnable first) {
        if (closed || !handled.isEmpty()) {
            throw new IllegalStateException("it listens already, or no more");
        }
        for (String name : NAMES) {
            try {
                var signal = Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
                handled.add(new Handled(signal, handle(signal, handler(first))));
            } catch (ReflectiveOperationException | RuntimeException e) {
                // There is no such signal here, or it is not ours to take: it ends the process as ever.
            }
        }
    }

    private Object handler(Runnable first) throws ReflectiveOperationException {
        Class<?> shape = Class.forName("sun.misc.SignalHandler");
        InvocationHandler called = (proxy, method, args) -> switch (method.getName()) {
            case "handle" -> {
                if (asked.compareAndSet(false, true)) {
                    first.run();
                } else {
                    putBack();
                    raise(args[0]);
                }
                yield null;
            }
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == args[0];
            default -> "stop signal";
        };
        return Proxy.newProxyInstance(shape.getClassLoader(), new Class<?>[] {shape}, called);
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass().getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private static void raise(Object signal) throws ReflectiveOperationException {
        signal.getClass().getMethod("raise", signal.getClass()).invoke(null, signal);
    }

    private synchronized void putBack() {
        for (Handled each : handled) {
            try {
                handle(each.signal(), each.before());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        handled.clear();
    }

    /** Signals end the process again. */
    @Override
    public synchronized void close() {
        closed = true;
        putBack();
    }
}
