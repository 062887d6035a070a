package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Problem;

/** Which origin a call tries, and which one next. */
public interface OriginChoice {
    /** The next origin, or {@code null} when there is none; {@link #exhausted} then says why. */
    Origin next();

    /** The answer when the first {@link #next} gave none. */
    Problem exhausted();
}
