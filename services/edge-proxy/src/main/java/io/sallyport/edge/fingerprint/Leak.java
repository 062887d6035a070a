package io.sallyport.edge.fingerprint;

import java.util.Locale;

/**
 * One thing that tells of a server.
 *
 * @param route    the route that was asked; empty for a question to no route
 * @param listener where it was asked first
 * @param probe    which question brought it first
 * @param where    in which part of the answer: {@code header}, {@code body}, {@code trailer}, {@code certificate}
 * @param name     the field's name, or what kind of trace it is
 * @param value    as it came, cut to {@value #MAX_VALUE} characters
 * @param severity how much it helps a stranger: {@code high}, {@code medium}, {@code low}
 * @param what     in a sentence
 * @param remedy   which key to set, or what to change in the server
 * @param times    how many answers had it
 */
public record Leak(
        String route,
        String listener,
        String probe,
        String where,
        String name,
        String value,
        String severity,
        String what,
        String remedy,
        int times) {
    static final int MAX_VALUE = 200;

    /** Part of an answer. */
    enum Place {
        HEADER,
        BODY,
        TRAILER,
        CERTIFICATE;

        /** As reports write it. */
        String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much it helps a stranger. */
    enum Severity {
        /** An inside address or name, a version, a stack trace. */
        HIGH,
        /** Which software it is. */
        MEDIUM,
        /** A hint. */
        LOW;

        /** As reports write it. */
        String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Leak {
        value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }

    /** What makes two the same find. Of a body the value is what stands around the trace, which may differ each time. */
    String key() {
        String told = where.equals(Place.BODY.token()) ? "" : value;
        return route + "\n" + where + "\n" + name + "\n" + told + "\n" + what;
    }

    Leak again() {
        return new Leak(route, listener, probe, where, name, value, severity, what, remedy, times + 1);
    }
}
