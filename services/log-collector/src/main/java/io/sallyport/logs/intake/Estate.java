package io.sallyport.logs.intake;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.StreamReader;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What dead collectors leave behind in the stream. */
final class Estate {
    /** After which a batch that a collector has read and not settled is taken for left. */
    static final Duration IDLE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Estate.class);
    private static final Duration FORGET = Duration.ofHours(1);
    private static final int TOGETHER = 256;

    private final Duration idle;
    private final Metrics.Counter claimed;

    Estate(Duration idle, Metrics metrics) {
        this.idle = idle;
        this.claimed = metrics.counter(
                "sallyport_log_claimed_total", "Batches taken over from collectors that did not keep them in time.");
    }

    /** Takes it over, and forgets collectors that have left nothing; completes with how many batches are ours now. */
    Future<Integer> claim(StreamReader reader) {
        return reader.claim(idle, TOGETHER)
                .onSuccess(count -> {
                    claimed.add(count);
                    if (count > 0) {
                        LOG.info("{} batches taken over from another log-collector", count);
                    }
                })
                .compose(count -> reader.sweep(FORGET).map(count));
    }
}
