package console;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import process.Os;

/**
 * The system's own answer to how large a terminal's window is: {@code ioctl(TIOCGWINSZ)}, as ioctl_tty(2) describes
 * it. It costs a microsecond and no process, so that it can be asked several times a second.
 */
final class WindowCall {
    /** The same on all processors that most Linux machines have; others refuse it. */
    private static final long LINUX = 0x5413;
    private static final long MAC = 0x40087468;

    /** {@code struct winsize}: rows, columns, and twice what nobody fills in, in two bytes each. */
    private static final long WINSIZE = 4 * Short.BYTES;

    private final MethodHandle ioctl;
    private final long request;

    private WindowCall(MethodHandle ioctl, long request) {
        this.ioctl = ioctl;
        this.request = request;
    }

    /** Empty where this JVM was started without the right to call the system: then it would complain, or refuse. */
    static Optional<WindowCall> of(Os os) {
        if (!WindowCall.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        return switch (os) {
            case LINUX -> of(LINUX);
            case MAC -> of(MAC);
            case WINDOWS, OTHER -> Optional.empty();
        };
    }

    // A wrong description of the call would crash; this one is the system's own, and its right is asked for above.
    @SuppressWarnings("restricted")
    private static Optional<WindowCall> of(long request) {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("ioctl").map(address -> new WindowCall(linker.downcallHandle(address,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS), Linker.Option.firstVariadicArg(2)), request));
    }

    /** Empty where the descriptor is no terminal, or one that does not know: a serial line says zero. */
    Optional<ScreenSize> size(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(WINSIZE);
            int code = (int) ioctl.invokeExact(descriptor, request, winsize);
            int rows = Short.toUnsignedInt(winsize.get(ValueLayout.JAVA_SHORT, 0));
            int columns = Short.toUnsignedInt(winsize.get(ValueLayout.JAVA_SHORT, Short.BYTES));
            return code == 0 && rows > 0 && columns > 0 ? Optional.of(new ScreenSize(columns, rows))
                    : Optional.empty();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
