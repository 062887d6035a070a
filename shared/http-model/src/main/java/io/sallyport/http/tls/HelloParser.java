package io.sallyport.http.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads the body of a whole ClientHello. Strict where two readers could see two names: an extension or a name that comes
 * twice, a list that does not end where it says.
 */
final class HelloParser {
    private static final int RANDOM = 2 + 32;
    private static final int MOST_SESSION = 32;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    /** encrypted_client_hello, and encrypted_server_name that came before it. */
    private static final int ECH = 0xfe0d;

    private static final int ESNI = 0xffce;
    private static final int MOST_NAME = 255;

    private final ByteBuffer body;
    private String name = "";
    private boolean named;
    private boolean encrypted;

    private HelloParser(ByteBuffer body) {
        this.body = body;
    }

    static Hello parse(ByteBuffer body) {
        try {
            return new HelloParser(body).read();
        } catch (BufferUnderflowException | IllegalArgumentException short_) {
            return new Hello.Unreadable("a length that leads out of its field");
        }
    }

    private Hello read() {
        skip(body, RANDOM);
        int session = body.get() & 0xff;
        if (session > MOST_SESSION) {
            return new Hello.Unreadable("a session id that is too long");
        }
        skip(body, session);
        skip(body, word(body));
        skip(body, body.get() & 0xff);
        if (body.hasRemaining()) {
            ByteBuffer extensions = part(body, word(body));
            String fault = body.hasRemaining() ? "bytes behind the extensions" : extensions(extensions);
            if (!fault.isEmpty()) {
                return new Hello.Unreadable(fault);
            }
        }
        return new Hello.Client(name, encrypted);
    }

    /** @return what is wrong; empty for nothing */
    private String extensions(ByteBuffer extensions) {
        while (extensions.hasRemaining()) {
            int type = word(extensions);
            ByteBuffer value = part(extensions, word(extensions));
            if (type == SERVER_NAME) {
                String fault = serverName(value);
                if (!fault.isEmpty()) {
                    return fault;
                }
            }
            encrypted |= type == ECH || type == ESNI;
        }
        return "";
    }

    /** RFC 6066 section 3: one name of each type, and host names are the only type there is. */
    private String serverName(ByteBuffer value) {
        if (named) {
            return "two names";
        }
        named = true;
        ByteBuffer list = part(value, word(value));
        int type = list.get();
        ByteBuffer host = part(list, word(list));
        if (value.hasRemaining() || list.hasRemaining() || type != HOST_NAME) {
            return "a list of names that is not one host name";
        }
        return hostName(host);
    }

    private String hostName(ByteBuffer host) {
        int length = host.remaining();
        if (length == 0 || length > MOST_NAME) {
            return "a name that is empty or too long";
        }
        StringBuilder text = new StringBuilder(length);
        while (host.hasRemaining()) {
            char c = (char) (host.get() & 0xff);
            if (!isOfName(c)) {
                return "a name with a character that no name has";
            }
            text.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        if (text.charAt(length - 1) == '.') {
            text.setLength(length - 1);
        }
        name = text.toString();
        return name.isEmpty() ? "a name that is empty or too long" : "";
    }

    /** Letters, digits, hyphen, dot, and the underscore that some names have; colons are of those who send a literal. */
    private static boolean isOfName(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == ':';
    }

    private static int word(ByteBuffer from) {
        return from.getShort() & 0xffff;
    }

    private static void skip(ByteBuffer from, int count) {
        from.position(from.position() + count);
    }

    private static ByteBuffer part(ByteBuffer from, int count) {
        ByteBuffer part = from.slice();
        part.limit(count);
        skip(from, count);
        return part;
    }
}
