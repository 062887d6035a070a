package io.sallyport.edge.exchange;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.http.HeaderList;

/** What the cache has found out about a request, and keeps between the way in and the way out. */
public abstract class CacheSide extends RequestSide {
    private String cache = "";
    private Object cacheState;
    private HeaderList conditional;
    private BypassReason unkeyed;
    private boolean fetchesWhole;

    CacheSide(ListenerFacts listener, ClientConnection client) {
        super(listener, client);
    }

    /** Parameters of our {@code Cache-Status} member; empty when the cache had no say. */
    public String cache() {
        return cache;
    }

    public void cache(String parameters) {
        cache = parameters;
    }

    /** What the cache filter keeps between request and response; {@code null} for nothing. */
    public Object cacheState() {
        return cacheState;
    }

    public void cacheState(Object state) {
        cacheState = state;
    }

    /** Conditions of ours that take the place of the client's, perhaps none; {@code null} when the client's travel. */
    public HeaderList conditional() {
        return conditional;
    }

    public void conditional(HeaderList fields) {
        conditional = fields;
    }

    /** Something about the head changes the answer without being part of any key; {@code null} for nothing. */
    public void unkeyed(BypassReason input) {
        unkeyed = input;
    }

    public BypassReason unkeyed() {
        return unkeyed;
    }

    /** Whether the whole is fetched although the client asks for a part. */
    public boolean fetchesWhole() {
        return fetchesWhole;
    }

    public void fetchesWhole(boolean whole) {
        fetchesWhole = whole;
    }
}
