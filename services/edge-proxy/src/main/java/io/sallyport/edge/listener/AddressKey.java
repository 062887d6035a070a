package io.sallyport.edge.listener;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of the tokens by which a client of HTTP/3 proves that it is at the address that it writes on its packets
 * (RFC 9000 section 8.1.2). Only after that it costs us a handshake and counts as a connection.
 */
public final class AddressKey {
    private static final int KEY_BYTES = 32;

    private AddressKey() {}

    /** A new one, which all loops of an edge must share: a client may come back to another loop. */
    public static KeyCertOptions random() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        byte[] password = new byte[KEY_BYTES];
        random.nextBytes(key);
        random.nextBytes(password);
        String secret = HexFormat.of().formatHex(password);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setEntry(
                    "key",
                    new KeyStore.SecretKeyEntry(new SecretKeySpec(key, "HmacSHA256")),
                    new KeyStore.PasswordProtection(secret.toCharArray()));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, secret.toCharArray());
            return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(secret);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JDK cannot keep a key in memory", e);
        }
    }
}
