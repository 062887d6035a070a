package io.sallyport.edge.socks;

import io.sallyport.edge.socks.SocksStep.Ask;
import io.sallyport.edge.socks.SocksStep.Fail;
import io.sallyport.edge.socks.SocksStep.More;
import io.sallyport.edge.socks.SocksStep.Say;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one handshake, message by message: SOCKS5 (<a href="https://datatracker.ietf.org/doc/html/rfc1928">RFC 1928</a>,
 * name and password by <a href="https://datatracker.ietf.org/doc/html/rfc1929">RFC 1929</a>), SOCKS4 and SOCKS4a. Pure:
 * bytes in, steps out. No message is longer than {@link #MESSAGE_MAX}, so a caller that keeps what was not taken keeps
 * less than that. Owner: the caller's thread.
 */
final class SocksHandshake {
    /** Bytes of the longest message: SOCKS4a, with a user and a name of 255 bytes each and their ends. */
    static final int MESSAGE_MAX = 8 + 256 + 256;

    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int NO_METHOD = 0xff;
    private static final int LOGIN_VERSION = 1;

    private enum Stage {
        GREETING,
        LOGIN,
        REQUEST,
        OVER
    }

    private final SocksLogin login;
    private Stage stage = Stage.GREETING;
    private byte @Nullable [] credential;

    SocksHandshake(SocksLogin login) {
        this.login = login;
    }

    /** Whether a connection that begins with this byte speaks SOCKS; every other protocol that we serve begins with another. */
    static boolean begins(int firstByte) {
        return firstByte == 4 || firstByte == 5;
    }

    /** Takes one message if it is there. Not to be called after {@link Ask} or {@link Fail}. */
    SocksStep next(ByteBuffer in) {
        if (stage == Stage.OVER) {
            throw new IllegalStateException("the handshake is over");
        }
        int start = in.position();
        SocksStep step = read(in);
        if (step instanceof More) {
            in.position(start);
        } else if (!(step instanceof Say)) {
            stage = Stage.OVER;
        }
        return step;
    }

    private SocksStep read(ByteBuffer in) {
        if (!in.hasRemaining()) {
            return More.BYTES;
        }
        return switch (stage) {
            case LOGIN -> login(in);
            case REQUEST -> request(in);
            default -> greeting(in);
        };
    }

    private SocksStep greeting(ByteBuffer in) {
        int version = octet(in);
        if (version == 4) {
            return Socks4Reader.request(in);
        }
        if (version != 5) {
            return new Fail(SocksFault.NOT_SOCKS, new byte[0]);
        }
        byte[] methods = counted(in);
        if (methods == null) {
            return More.BYTES;
        }
        int method = choose(methods);
        byte[] reply = {5, (byte) method};
        if (method == NO_METHOD) {
            return new Fail(SocksFault.NO_METHOD, reply);
        }
        stage = method == PASSWORD ? Stage.LOGIN : Stage.REQUEST;
        return new Say(reply);
    }

    /** Which rules the request will meet is not known yet, so a password is asked for where any of them may want one. */
    private int choose(byte[] methods) {
        boolean password = contains(methods, PASSWORD);
        boolean none = contains(methods, NO_LOGIN) && login != SocksLogin.REQUIRED;
        if (password && (login != SocksLogin.UNUSED || !none)) {
            return PASSWORD;
        }
        return none ? NO_LOGIN : NO_METHOD;
    }

    private static boolean contains(byte[] methods, int method) {
        for (byte each : methods) {
            if (each == method) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is good is judged with the request: which rules ask for it depends on the target. */
    private SocksStep login(ByteBuffer in) {
        if (octet(in) != LOGIN_VERSION) {
            return new Fail(SocksFault.BAD_LOGIN, new byte[] {LOGIN_VERSION, 1});
        }
        byte[] user = counted(in);
        byte[] password = user == null ? null : counted(in);
        if (user == null || password == null) {
            return More.BYTES;
        }
        if (contains(user, ':')) { // nothing else would tell where the name ends
            return new Fail(SocksFault.BAD_LOGIN, new byte[] {LOGIN_VERSION, 1});
        }
        credential = ByteBuffer.allocate(user.length + 1 + password.length)
                .put(user)
                .put((byte) ':')
                .put(password)
                .array();
        stage = Stage.REQUEST;
        return new Say(new byte[] {LOGIN_VERSION, 0});
    }

    private SocksStep request(ByteBuffer in) {
        if (octet(in) != 5) {
            return fail(SocksFault.MALFORMED, SocksReply.GENERAL_FAILURE);
        }
        if (in.remaining() < 4) {
            return More.BYTES;
        }
        int command = octet(in);
        if (octet(in) != 0) {
            return fail(SocksFault.MALFORMED, SocksReply.GENERAL_FAILURE);
        }
        int type = octet(in);
        byte[] address;
        switch (type) {
            case 1 -> address = bytes(in, 4);
            case 3 -> address = counted(in);
            case 4 -> address = bytes(in, 16);
            default -> {
                return fail(SocksFault.ADDRESS_TYPE, SocksReply.ADDRESS_TYPE_NOT_SUPPORTED);
            }
        }
        if (address == null || in.remaining() < 2) {
            return More.BYTES;
        }
        int port = in.getShort() & 0xffff;
        String host = type == 3 ? SocksHost.name(address) : SocksHost.address(address);
        return host == null
                ? fail(SocksFault.BAD_NAME, SocksReply.GENERAL_FAILURE)
                : new Ask(new SocksRequest(SocksVersion.V5, command(command), host, port, credential));
    }

    private static Fail fail(SocksFault fault, int code) {
        return new Fail(fault, SocksVersion.V5.reply(code));
    }

    /** A method's name, for records: only the first is served. */
    static String command(int number) {
        return switch (number) {
            case 1 -> SocksRequest.CONNECT;
            case 2 -> "BIND";
            case 3 -> "UDP-ASSOCIATE";
            default -> "SOCKS-" + number;
        };
    }

    static int octet(ByteBuffer in) {
        return in.get() & 0xff;
    }

    /** Bytes behind their number; {@code null} while not all are there. */
    private static byte @Nullable [] counted(ByteBuffer in) {
        return in.hasRemaining() ? bytes(in, octet(in)) : null;
    }

    private static byte @Nullable [] bytes(ByteBuffer in, int count) {
        if (in.remaining() < count) {
            return null;
        }
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }
}
