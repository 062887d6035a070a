package io.sallyport.http.forwarded;

import io.sallyport.http.IpAddress;

/**
 * Who a request comes from by the word of proxies in front that are trusted.
 *
 * @param address the client; {@link #UNKNOWN} when the last trusted proxy does not say
 * @param text    the same as text, {@code unknown} for one that is not said
 * @param via     the trusted proxies between the client and the one that we talk to, as text with commas, in the order
 *                in which the request met them; empty for none
 * @param scheme  {@code http} or {@code https} as the client used it; {@code null} when nobody says
 */
public record ForwardedClient(IpAddress address, String text, String via, String scheme) {
    /** The address of nobody, 0.0.0.0. */
    public static final IpAddress UNKNOWN = IpAddress.of(new byte[4]);

    /** The value of {@code X-Forwarded-For} up to, and without, the proxy that we talk to. */
    public String chain() {
        return via.isEmpty() ? text : text + ", " + via;
    }
}
