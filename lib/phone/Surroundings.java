package phone;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Supplier;
import path.Facts;
import process.MonotonicClock;

/** What goes on around a page while it is open: time passes, and a Wi-Fi comes and goes. */
interface Surroundings extends MonotonicClock {

    /** True where this address is this machine's now; also where nobody can tell. */
    boolean has(InetAddress address);

    /** This machine, looked at anew. */
    Facts facts();

    /** @param facts looks at this machine anew, which takes seconds */
    static Surroundings real(Supplier<Facts> facts) {
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
        };
    }
}
