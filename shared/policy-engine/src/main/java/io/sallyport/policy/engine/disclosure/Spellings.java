package io.sallyport.policy.engine.disclosure;

import io.sallyport.http.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The ways in which an address is written in fields, so that it is found again in bytes that left. Immutable. */
public final class Spellings {
    private final Set<String> texts;

    private Spellings(Set<String> texts) {
        this.texts = texts;
    }

    /** Text, mapped, in words of sixteen bits, as one number, in hexadecimal, backwards as in names of DNS, in base64. */
    public static Spellings of(IpAddress address) {
        Set<String> texts = new LinkedHashSet<>();
        String text = address.toString();
        byte[] bytes = address.bytes();
        texts.add(text);
        texts.add(HexFormat.of().formatHex(bytes));
        texts.add(HexFormat.ofDelimiter(":").formatHex(bytes));
        texts.add(base64(text.getBytes(StandardCharsets.ISO_8859_1)));
        if (address.isV4()) {
            texts.add(Long.toString(address.low() & 0xffffffffL));
            texts.add((bytes[3] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[0] & 0xff));
            texts.add(text.replace('.', '-'));
            texts.add(text.replace(".", "%2e"));
            texts.add(
                    HexFormat.of().formatHex(bytes, 0, 2) + ":" + HexFormat.of().formatHex(bytes, 2, 4));
        } else {
            texts.add(long16(bytes));
            texts.add(short16(bytes));
            texts.add(text.replace(":", "%3a"));
        }
        return new Spellings(texts);
    }

    private static String long16(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2) {
            text.append(i == 0 ? "" : ":").append(HexFormat.of().formatHex(bytes, i, i + 2));
        }
        return text.toString();
    }

    /** As Java writes addresses: no group left out, no zeros in front. */
    private static String short16(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length; i += 2) {
            int group = (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
        }
        return text.toString();
    }

    /** Without what depends on the bytes behind it. */
    private static String base64(byte[] bytes) {
        String coded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return bytes.length % 3 == 0 ? coded : coded.substring(0, coded.length() - 1);
    }

    /** Whether a text holds one of them, in capital letters or small. */
    public boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String spelling : texts) {
            if (text.contains(spelling) || lower.contains(spelling.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
