package probe;

import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import probe.Reply.Certificate;
import probe.Reply.Certificate.Flaw;

/**
 * Whether a phone would take a server's certificate: one that this system's authorities vouch for, or the one
 * authority that the services file names. That one is known by its name alone: it proves who is meant, not who signed.
 */
final class TrustedServer extends X509ExtendedTrustManager {

    /** Kinds of names in a certificate (RFC 5280, 4.2.1.6). */
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Read once, and only where something is asked by TLS. */
    private static final class Known {
        private static final X509TrustManager AUTHORITIES = authorities();
    }

    private final Optional<String> authority;
    private final Optional<String> name;
    private Certificate seen;

    /**
     * @param authority that is accepted besides those of the system
     * @param name      name or address that the certificate has to be for; empty where any will do
     */
    TrustedServer(Optional<String> authority, Optional<String> name) {
        this.authority = authority;
        this.name = name;
    }

    /** What was wrong with the certificate that came; empty where nothing was, or none came. */
    Optional<Certificate> flawed() {
        return Optional.ofNullable(seen);
    }

    SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[] {this}, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without TLS", e);
        }
    }

    private static X509TrustManager authorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Stream.of(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast).findFirst().orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without authorities", e);
        }
    }

    private void check(X509Certificate[] chain, String kind) throws CertificateException {
        Optional<Flaw> flaw = flaw(chain, kind);
        if (flaw.isPresent()) {
            X509Certificate own = chain[0];
            seen = new Certificate(flaw.get(), commonName(chain[chain.length - 1].getIssuerX500Principal().getName()),
                    names(own), own.getNotBefore().toInstant().toString(), own.getNotAfter().toInstant().toString());
            throw new CertificateException(flaw.get().id());
        }
    }

    private Optional<Flaw> flaw(X509Certificate[] chain, String kind) {
        try {
            chain[0].checkValidity();
        } catch (CertificateException e) {
            return Optional.of(Flaw.NOT_NOW);
        }
        if (!vouchedFor(chain, kind) && !ofNamedAuthority(chain)) {
            return Optional.of(Flaw.UNKNOWN_AUTHORITY);
        }
        return name.filter(wanted -> names(chain[0]).stream().noneMatch(given -> covers(given, wanted)))
                .map(wanted -> Flaw.OTHER_NAME);
    }

    private static boolean vouchedFor(X509Certificate[] chain, String kind) {
        try {
            Known.AUTHORITIES.checkServerTrusted(chain, kind);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Each certificate is signed by the next, and one of them names the authority as its issuer. */
    private boolean ofNamedAuthority(X509Certificate[] chain) {
        try {
            for (int i = 0; i + 1 < chain.length; i++) {
                chain[i].verify(chain[i + 1].getPublicKey());
            }
        } catch (GeneralSecurityException e) {
            return false;
        }
        return authority.filter(named -> Arrays.stream(chain).map(one -> one.getIssuerX500Principal().getName())
                .anyMatch(issuer -> issuer.equals(named) || commonName(issuer).equals(named))).isPresent();
    }

    /** {@code mkcert root} of {@code CN=mkcert root,O=development}; the whole where it has none. */
    private static String commonName(String distinguished) {
        try {
            return new LdapName(distinguished).getRdns().stream().filter(part -> part.getType().equalsIgnoreCase("CN"))
                    .map(part -> String.valueOf(part.getValue())).findFirst().orElse(distinguished);
        } catch (InvalidNameException e) {
            return distinguished;
        }
    }

    /** What a client may call this server by: phones look at no other field (RFC 9525, 6). */
    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> given = certificate.getSubjectAlternativeNames();
            return given == null ? List.of() : given.stream()
                    .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                    .map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static boolean covers(String given, String wanted) {
        Optional<InetAddress> address = address(wanted);
        if (address.isPresent()) {
            return address(given).equals(address);
        }
        String pattern = given.toLowerCase(Locale.ROOT);
        String host = (wanted.endsWith(".") ? wanted.substring(0, wanted.length() - 1) : wanted)
                .toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return pattern.equals(host) || pattern.startsWith("*.") && dot > 0
                && pattern.substring(1).equals(host.substring(dot));
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        check(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
        throw new UnsupportedOperationException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
        throw new UnsupportedOperationException("not a server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
        throw new UnsupportedOperationException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
