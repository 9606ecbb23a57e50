package phone;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Supplier;
import path.Facts;
import process.MonotonicClock;
import process.StopSignal;

/** What goes on around a page while it is open: time passes, a Wi-Fi comes and goes, and somebody may want no more. */
interface Surroundings extends MonotonicClock {

    /** True where this address is this machine's now; also where nobody can tell. */
    boolean has(InetAddress address);

    /** This machine, looked at anew. */
    Facts facts();

    /** From now on, who wants no more is told to {@code stop}, once, by any thread. */
    void onStop(Runnable stop);

    /** @param facts looks at this machine anew, which takes seconds */
    static Surroundings real(Supplier<Facts> facts, StopSignal signal) {
        return new Surroundings() {
            @Override
            public boolean has(InetAddress address) {
                try {
                    return NetworkInterface.getByInetAddress(address) != null;
                } catch (SocketException e) {
                    return true;
                }
            }

            @Override
            public Facts facts() {
                return facts.get();
            }

            @Override
            public void onStop(Runnable stop) {
                signal.listen(stop);
            }
        };
    }
}
