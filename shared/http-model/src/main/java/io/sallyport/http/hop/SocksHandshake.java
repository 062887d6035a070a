package io.sallyport.http.hop;

import io.sallyport.http.IpAddress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * CONNECT by SOCKS5 (<a href="https://datatracker.ietf.org/doc/html/rfc1928">RFC 1928</a>), with name and password if
 * there are any (<a href="https://datatracker.ietf.org/doc/html/rfc1929">RFC 1929</a>). A target that is a name goes to
 * the proxy as a name: nothing is resolved here.
 */
public final class SocksHandshake implements Handshake {
    private static final int VERSION = 5;
    private static final int NO_LOGIN = 0;
    private static final int PASSWORD = 2;
    private static final int LONGEST = 255;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    private enum State {
        METHOD,
        LOGIN,
        REPLY
    }

    private final byte[] host;
    private final int hostKind;
    private final int port;
    private final byte[] user;
    private final byte[] password;
    private final byte[] held = new byte[4 + 1 + LONGEST + 2];
    private State state = State.METHOD;
    private int count;
    private int wanted = 2;

    /**
     * Name, user and password have at most 255 bytes.
     *
     * @param user empty for none
     */
    public SocksHandshake(String host, int port, String user, String password) {
        IpAddress literal = IpAddress.parse(host);
        this.host = literal == null ? bounded(host, "host") : literal.bytes();
        this.hostKind = literal == null ? NAME : literal.isV4() ? IPV4 : IPV6;
        this.port = port;
        this.user = bounded(user, "user");
        this.password = bounded(password, "password");
    }

    private static byte[] bounded(String text, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException(
                    what + ": found " + bytes.length + " bytes, allowed: at most " + LONGEST);
        }
        return bytes;
    }

    @Override
    public byte[] begin() {
        return user.length == 0 ? new byte[] {VERSION, 1, NO_LOGIN} : new byte[] {VERSION, 2, NO_LOGIN, PASSWORD};
    }

    @Override
    public HandshakeStep read(ByteBuffer from) {
        while (from.hasRemaining()) {
            held[count++] = from.get();
            if (count == wanted) {
                HandshakeStep step = complete();
                if (step != HandshakeStep.WAIT) {
                    return step;
                }
            }
        }
        return HandshakeStep.WAIT;
    }

    private HandshakeStep complete() {
        return switch (state) {
            case METHOD -> method(held[1] & 0xff);
            case LOGIN -> login();
            case REPLY -> reply();
        };
    }

    private HandshakeStep method(int chosen) {
        if (held[0] != VERSION) {
            return broken("it does not answer in SOCKS5");
        }
        if (chosen == NO_LOGIN) {
            return request();
        }
        if (chosen == PASSWORD && user.length > 0) {
            expect(State.LOGIN, 2);
            return new HandshakeStep.Say(credentials());
        }
        return chosen == 0xff || chosen == PASSWORD
                ? failed(HopFailure.LOGIN_REFUSED, "it wants a login that it has not got")
                : broken("it chooses a login that was not offered");
    }

    private HandshakeStep login() {
        // RFC 1929 has version 1 here; some answer with the version of SOCKS, and mean the same.
        if (held[0] != 1 && held[0] != VERSION) {
            return broken("it does not answer in SOCKS5");
        }
        return held[1] == 0 ? request() : failed(HopFailure.LOGIN_REFUSED, "it does not accept name and password");
    }

    private HandshakeStep request() {
        expect(State.REPLY, 5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(VERSION);
        bytes.write(1);
        bytes.write(0);
        bytes.write(hostKind);
        if (hostKind == NAME) {
            bytes.write(host.length);
        }
        bytes.writeBytes(host);
        bytes.write(port >>> 8);
        bytes.write(port);
        return new HandshakeStep.Say(bytes.toByteArray());
    }

    private byte[] credentials() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(1);
        bytes.write(user.length);
        bytes.writeBytes(user);
        bytes.write(password.length);
        bytes.writeBytes(password);
        return bytes.toByteArray();
    }

    private void expect(State next, int bytes) {
        state = next;
        count = 0;
        wanted = bytes;
    }

    /** Called twice: when the length is known, and when all of the bound address has come, which nobody needs. */
    private HandshakeStep reply() {
        if (held[0] != VERSION) {
            return broken("it does not answer in SOCKS5");
        }
        int code = held[1] & 0xff;
        if (code != 0) {
            return refused(code);
        }
        if (wanted > 5) {
            return HandshakeStep.OPEN;
        }
        int address = switch (held[3] & 0xff) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> 1 + (held[4] & 0xff);
            default -> -1;
        };
        wanted = 4 + address + 2;
        return address < 0 ? broken("it names an address of no known kind") : HandshakeStep.WAIT;
    }

    /** RFC 1928 section 6. */
    private static HandshakeStep refused(int code) {
        HopFailure failure = switch (code) {
            case 2 -> HopFailure.FORBIDDEN;
            case 3, 5, 8 -> HopFailure.TARGET_UNREACHABLE;
            case 4 -> HopFailure.TARGET_UNKNOWN;
            case 6 -> HopFailure.TARGET_TIMEOUT;
            case 7 -> HopFailure.BROKE_PROTOCOL;
            default -> HopFailure.BUSY;
        };
        return failed(failure, "it answers with code " + code);
    }

    private static HandshakeStep broken(String detail) {
        return failed(HopFailure.BROKE_PROTOCOL, detail);
    }

    private static HandshakeStep.Failed failed(HopFailure failure, String detail) {
        return new HandshakeStep.Failed(failure, detail);
    }

    @Override
    public HandshakeStep.Failed closed() {
        return state == State.REPLY
                ? failed(HopFailure.CLOSED, "it closed the connection in place of a reply")
                : failed(HopFailure.BROKE_PROTOCOL, "it closed the connection before it was told the target");
    }
}
