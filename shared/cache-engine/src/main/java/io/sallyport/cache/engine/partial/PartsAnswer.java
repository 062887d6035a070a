package io.sallyport.cache.engine.partial;

import io.sallyport.cache.engine.ConditionalAnswer;
import io.sallyport.cache.engine.PartialAnswer;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.range.ByteRanges;

/** What a request gets from the parts that are held, if they may be used at all. */
public enum PartsAnswer {
    /** 206 or 416 from them, or 304. */
    HELD,
    /** Not all that it asks for is held. */
    INCOMPLETE;

    /** Decides on parts that the request's selecting fields select. */
    public static PartsAnswer decide(RequestFacts facts, StoredHead head, Parts<?> parts) {
        if (ConditionalAnswer.decide(facts, head) == ConditionalAnswer.NOT_MODIFIED) {
            return HELD;
        }
        ByteRanges ranges = PartialAnswer.decide(facts, head, parts.length());
        return ranges != null && ranges.parts().stream().allMatch(parts::covers) ? HELD : INCOMPLETE;
    }
}
