package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.ListenerFacts;

/** The {@code Set-Cookie} that keeps a client on its side. It holds a number that tells nothing, and no script reads it. */
final class StickyCookie {
    /** Thirty days, in seconds: longer than a canary lasts. */
    private static final int LIFE = 30 * 24 * 3600;

    private StickyCookie() {}

    static String of(String name, String key, ListenerFacts listener) {
        String cookie = name + "=" + key + "; Path=/; Max-Age=" + LIFE + "; HttpOnly; SameSite=Lax";
        return listener.scheme().equals("https") ? cookie + "; Secure" : cookie;
    }
}
