package io.sallyport.edge.exchange;

import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.time.Deadlines;
import io.sallyport.edge.trace.Trail;
import io.sallyport.http.IpAddress;
import io.sallyport.http.forwarded.ForwardedClient;

/** Who sent a request, and by which way: the listener, the connection, and whom a trusted proxy in front names. */
public abstract class ClientSide extends Deadlines.Entry {
    final ListenerFacts listener;
    final ClientConnection client;
    private ForwardedClient forwarded;
    private Trail trail;

    ClientSide(ListenerFacts listener, ClientConnection client) {
        this.listener = listener;
        this.client = client;
    }

    /** What there is to say of how it fared, for the record; made at the first call. */
    public Trail trail() {
        if (trail == null) {
            trail = new Trail();
        }
        return trail;
    }

    /** The same; {@code null} when there is nothing to say. */
    public Trail knownTrail() {
        return trail;
    }

    public ListenerFacts listener() {
        return listener;
    }

    public ClientConnection client() {
        return client;
    }

    /** Takes the word of a trusted proxy in front for who the client is. */
    public void forwardedBy(ForwardedClient named) {
        forwarded = named;
    }

    /** Comes by the same way as another. */
    void forwardedLike(ClientSide other) {
        forwarded = other.forwarded;
    }

    /** Who asks: the connection's peer, or whom a trusted proxy in front names. */
    public IpAddress clientAddress() {
        return forwarded == null ? client.address() : forwarded.address();
    }

    /** The client as whoever writes something down or counts may know it; to be preferred to the address. */
    public String clientText() {
        return addressText();
    }

    /** {@link #clientAddress} as text. */
    final String addressText() {
        return forwarded == null ? client.addressText() : forwarded.text();
    }

    /** Everybody on the way to us as far as it is trusted, the client first and the connection's peer last. */
    public String clientChain() {
        return forwarded == null ? client.addressText() : forwarded.chain() + ", " + client.addressText();
    }

    /** The scheme that the client uses: the listener's, or what a trusted proxy in front says. */
    public String scheme() {
        return forwarded == null || forwarded.scheme() == null ? listener.scheme() : forwarded.scheme();
    }
}
