package io.sallyport.policy.api;

import io.sallyport.policy.compile.ListProgress;
import java.time.Duration;

/** Remembers how far the reading of a list has got, for whoever asks. Safe from any thread. */
public final class ReadingNow implements ListProgress {
    private final ListProgress besides;
    private volatile String text = "";

    /** @param besides is told as well */
    public ReadingNow(ListProgress besides) {
        this.besides = besides;
    }

    @Override
    public void reading(String list, long bytes, long ofBytes) {
        text = list + " " + 100 * bytes / Math.max(1, ofBytes) + "%";
        besides.reading(list, bytes, ofBytes);
    }

    @Override
    public void read(String list, long names, long skipped, Duration took) {
        text = "";
        besides.read(list, names, skipped, took);
    }

    /** A list and its percent; empty when none is being read. */
    String text() {
        return text;
    }
}
