package lab;

import java.nio.file.Path;

/** A key with a certificate that it has signed itself, as a service in development has it. */
final class TlsKeys {

    static final String PASSWORD = "self-signed";

    private TlsKeys() {
    }

    /** @param folder in which the file is made */
    static Path make(Path folder) {
        Path file = folder.resolve("keys.p12");
        Machine.outside(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "lab", "-keyalg", "EC", "-validity", "365", "-dname", "CN=lab", "-ext",
                "san=ip:" + Lab.ADDRESS, "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD);
        return file;
    }
}
