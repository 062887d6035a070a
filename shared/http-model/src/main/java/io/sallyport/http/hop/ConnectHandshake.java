package io.sallyport.http.hop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * CONNECT to an HTTP proxy (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-9.3.6">RFC 9110 section
 * 9.3.6</a>). The answer's head is read to its end and thrown away, but for the status; what is longer than
 * {@value #MAX_HEAD} bytes is no answer.
 */
public final class ConnectHandshake implements Handshake {
    static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_INTERIM = 8;
    private static final String PREFIX = "HTTP/";
    /** {@code HTTP/1.1 200}. */
    private static final int STATUS_LINE_MIN = 12;

    private final byte[] request;
    private final StringBuilder line = new StringBuilder(STATUS_LINE_MIN);
    private int status;
    private int read;
    private int column;
    private int interim;
    private boolean blank;

    /**
     * @param authority     {@code host:port} of the target
     * @param authorization value of {@code Proxy-Authorization}; empty for none
     * @param via           value of {@code Via}; empty for none
     */
    public ConnectHandshake(String authority, String authorization, String via) {
        StringBuilder head = new StringBuilder(128);
        head.append("CONNECT ").append(authority).append(" HTTP/1.1\r\nHost: ").append(authority);
        if (!authorization.isEmpty()) {
            head.append("\r\nProxy-Authorization: ").append(authorization);
        }
        if (!via.isEmpty()) {
            head.append("\r\nVia: ").append(via);
        }
        request = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value of a field that logs in with name and password (RFC 7617); empty for no name. */
    public static String basic(String user, String password) {
        if (user.isEmpty()) {
            return "";
        }
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public byte[] begin() {
        return request;
    }

    @Override
    public HandshakeStep read(ByteBuffer from) {
        while (from.hasRemaining()) {
            if (++read > MAX_HEAD) {
                return broken("the head of its answer is longer than " + MAX_HEAD + " bytes");
            }
            HandshakeStep step = take((char) (from.get() & 0xff));
            if (step != HandshakeStep.WAIT) {
                return step;
            }
        }
        return HandshakeStep.WAIT;
    }

    private HandshakeStep take(char c) {
        if (c == '\n') {
            return endOfLine();
        }
        if (c == 0 || (status == 0 && c > 126)) {
            return broken("it does not answer in HTTP");
        }
        blank = column == 0 && c == '\r';
        column++;
        if (status == 0 && line.length() < STATUS_LINE_MIN) {
            line.append(c);
            int at = line.length() - 1;
            boolean other = at < PREFIX.length() && c != PREFIX.charAt(at);
            return other ? broken("it does not answer in HTTP") : HandshakeStep.WAIT;
        }
        return HandshakeStep.WAIT;
    }

    private HandshakeStep endOfLine() {
        boolean empty = column == 0 || (blank && column == 1);
        column = 0;
        blank = false;
        if (status == 0) {
            status = statusOf(line);
            return status == 0 ? broken("it does not answer in HTTP") : HandshakeStep.WAIT;
        }
        return empty ? endOfHead() : HandshakeStep.WAIT;
    }

    private HandshakeStep endOfHead() {
        if (status >= 200) {
            return status < 300 ? HandshakeStep.OPEN : refused(status);
        }
        if (status == 101 || ++interim > MAX_INTERIM) {
            return broken("it answers with " + status);
        }
        status = 0;
        line.setLength(0);
        return HandshakeStep.WAIT;
    }

    /** 0 for none. */
    private static int statusOf(CharSequence line) {
        if (line.length() < STATUS_LINE_MIN
                || line.charAt(5) != '1'
                || line.charAt(6) != '.'
                || line.charAt(8) != ' ') {
            return 0;
        }
        int status = 0;
        for (int i = 9; i < STATUS_LINE_MIN; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            status = status * 10 + digit;
        }
        return status < 100 || status > 599 ? 0 : status;
    }

    private static HandshakeStep refused(int status) {
        HopFailure failure = switch (status) {
            case 407 -> HopFailure.LOGIN_REFUSED;
            case 403, 451 -> HopFailure.FORBIDDEN;
            case 504 -> HopFailure.TARGET_TIMEOUT;
            case 404, 410, 502 -> HopFailure.TARGET_UNREACHABLE;
            case 508 -> HopFailure.LOOP;
            case 429, 500, 503 -> HopFailure.BUSY;
            default -> HopFailure.FORBIDDEN;
        };
        return new HandshakeStep.Failed(failure, "it answers CONNECT with " + status);
    }

    private static HandshakeStep broken(String detail) {
        return new HandshakeStep.Failed(HopFailure.BROKE_PROTOCOL, detail);
    }

    @Override
    public HandshakeStep.Failed closed() {
        return new HandshakeStep.Failed(HopFailure.CLOSED, "it closed the connection in place of an answer to CONNECT");
    }
}
