package phone;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.Supplier;
import path.Facts;

/** What goes on around a page while it is open: time passes, and a Wi-Fi comes and goes. */
interface Surroundings {

    /** As {@link System#nanoTime}. */
    long nanos();

    void rest(Duration time) throws InterruptedException;

    /** True where this address is this machine's now; also where nobody can tell. */
    boolean has(InetAddress address);

    /** This machine, looked at anew. */
    Facts facts();

    /** @param facts looks at this machine anew, which takes seconds */
    static Surroundings real(Supplier<Facts> facts) {
        return new Surroundings() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void rest(Duration time) throws InterruptedException {
                Thread.sleep(time);
            }

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
        };
    }
}
