package io.sallyport.cache.flight;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.http.HeaderView;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** An edge's question that is not answered yet. */
public final class Waiter {
    private final byte[] key;
    private final String digest;
    private final HeaderView request;
    private final long untilNanos;
    private final Promise<CacheAnswer> answer = Promise.promise();

    /**
     * @param digest     of the key
     * @param request    fields by which a variant is chosen
     * @param untilNanos how long it would wait
     */
    public Waiter(byte[] key, String digest, HeaderView request, long untilNanos) {
        this.key = key;
        this.digest = digest;
        this.request = request;
        this.untilNanos = untilNanos;
    }

    public byte[] key() {
        return key;
    }

    public String digest() {
        return digest;
    }

    public HeaderView request() {
        return request;
    }

    public Future<CacheAnswer> answer() {
        return answer.future();
    }

    boolean isOver(long nowNanos) {
        return nowNanos - untilNanos >= 0;
    }

    /** The first answer counts. */
    public void answer(CacheAnswer text) {
        answer.tryComplete(text);
    }
}
