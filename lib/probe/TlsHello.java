package probe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * The first message of a TLS client. It names no server, since a phone's app has an address (RFC 6066, 3, wants names
 * only), and nobody is trusted: what comes back is looked at, and never answered.
 */
final class TlsHello {

    /** Made once: a thousand silent ports at once would otherwise wait for each other's keys. */
    private static final class Made {
        private static final byte[] BYTES = make();
    }

    private TlsHello() { }

    /** A ClientHello as the JDK writes it. */
    static byte[] bytes() {
        return Made.BYTES.clone();
    }

    private static byte[] make() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Without managers of its own it would read the system's trust store.
            context.init(new KeyManager[0], new TrustManager[0], new SecureRandom());
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            byte[] bytes = new byte[hello.flip().remaining()];
            hello.get(bytes);
            return bytes;
        } catch (GeneralSecurityException | SSLException e) {
            throw new IllegalStateException("a JDK without TLS", e);
        }
    }
}
