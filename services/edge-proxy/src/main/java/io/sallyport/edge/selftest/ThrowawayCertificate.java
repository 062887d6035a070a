package io.sallyport.edge.selftest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * A self-signed certificate that is good for an hour and for one run, with a key that is never written down (<a
 * href="https://datatracker.ietf.org/doc/html/rfc5280#section-4.1">RFC 5280 section 4.1</a>). The JDK can read
 * certificates and cannot make any.
 */
final class ThrowawayCertificate {
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int IDENTIFIER = 0x06;
    private static final int TEXT = 0x0c;
    private static final int GENERAL_TIME = 0x18;
    private static final int LONG_FORM = 128;

    private ThrowawayCertificate() {}

    /** @param now its middle */
    static PemKeyCertOptions make(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            return new PemKeyCertOptions()
                    .setCertValue(pem("CERTIFICATE", certificate(keys, now)))
                    .setKeyValue(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no elliptic curves", e);
        }
    }

    private static byte[] certificate(KeyPair keys, Instant now) throws GeneralSecurityException {
        byte[] algorithm = node(SEQUENCE, node(IDENTIFIER, ECDSA_WITH_SHA256));
        byte[] name = node(
                SEQUENCE,
                node(
                        SET,
                        node(
                                SEQUENCE,
                                node(IDENTIFIER, COMMON_NAME),
                                node(TEXT, "selftest.invalid".getBytes(StandardCharsets.US_ASCII)))));
        byte[] validity =
                node(SEQUENCE, time(now.minus(Duration.ofMinutes(30))), time(now.plus(Duration.ofMinutes(30))));
        byte[] content = node(
                SEQUENCE,
                node(INTEGER, new byte[] {1}),
                algorithm,
                name,
                validity,
                name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return node(SEQUENCE, content, algorithm, node(BITS, new byte[] {0}, signature.sign()));
    }

    private static byte[] time(Instant at) {
        return node(GENERAL_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, content: the distinguished encoding of ASN.1. */
    private static byte[] node(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream node = new ByteArrayOutputStream();
        node.write(tag);
        if (length < LONG_FORM) {
            node.write(length);
        } else if (length < 256) {
            node.write(LONG_FORM + 1);
            node.write(length);
        } else {
            node.write(LONG_FORM + 2);
            node.write(length >>> 8);
            node.write(length);
        }
        node.writeBytes(content.toByteArray());
        return node.toByteArray();
    }

    private static Buffer pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Buffer.buffer("-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
