package io.sallyport.edge.netty.streams;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.util.AsciiString;
import io.vertx.core.net.HostAndPort;
import java.util.Map;

/**
 * What the codec of HTTP/3 does not look at: whether fields are ones that could be written in HTTP/1.1 and mean the same there
 * (<a href="https://datatracker.ietf.org/doc/html/rfc9114#section-10.3">RFC 9114 section 10.3</a>). Owner: the event loop of
 * one connection.
 */
final class FieldRules {
    private static final char DEL = 0x7f;

    /** The last one that was in order; most connections name only one. */
    private CharSequence known = "";

    /** Whether a head or trailers may be acted on. */
    boolean areMet(Http3Headers fields) {
        for (Map.Entry<CharSequence, CharSequence> field : fields) {
            if (!isMet(field.getKey(), field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean isMet(CharSequence name, CharSequence value) {
        if (HttpHeaderValidationUtil.validateValidHeaderValue(value) >= 0) {
            return false;
        }
        if (name.length() > 0 && name.charAt(0) == ':') {
            return isPseudoMet(name, value);
        }
        return isName(name)
                && !HttpHeaderValidationUtil.isConnectionHeader(name, true)
                && !HttpHeaderValidationUtil.isTeNotTrailers(name, value)
                && (!HttpHeaderNames.HOST.contentEquals(name) || isAuthority(value));
    }

    private static boolean isName(CharSequence name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z') {
                return false;
            }
        }
        return name.length() > 0 && HttpHeaderValidationUtil.validateToken(name) < 0;
    }

    private boolean isPseudoMet(CharSequence name, CharSequence value) {
        if (Http3Headers.PseudoHeaderName.METHOD.value().contentEquals(name)) {
            return value.length() > 0 && HttpHeaderValidationUtil.validateToken(value) < 0;
        }
        if (Http3Headers.PseudoHeaderName.AUTHORITY.value().contentEquals(name)) {
            return isAuthority(value);
        }
        return isVisible(value)
                && !Http3Headers.PseudoHeaderName.PROTOCOL.value().contentEquals(name);
    }

    /** Vert.x fails at one that it cannot read. */
    private boolean isAuthority(CharSequence value) {
        if (AsciiString.contentEquals(known, value)) {
            return true;
        }
        boolean readable = isVisible(value) && HostAndPort.parseAuthority(value.toString(), -1) != null;
        known = readable ? value : known;
        return readable;
    }

    private static boolean isVisible(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) == DEL) {
                return false;
            }
        }
        return value.length() > 0;
    }
}
