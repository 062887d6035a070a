package io.sallyport.contract.log;

import io.sallyport.contract.Require;

/**
 * Asks one log-collector for records in the order of their arrival, a page at a time.
 *
 * @param from         position of the first one: 0, or {@link RecordsAnswer#next()} of the page before; a negative number
 *     begins that many before the end
 * @param sinceMicros  first start that counts, microseconds since 1970
 * @param untilMicros  first start that no longer counts
 * @param reportedOnly whether only records count that name a rule in report mode
 * @param limit        records in the answer, 1 to {@value #LIMIT_MAX}
 */
public record RecordsQuestion(long from, long sinceMicros, long untilMicros, boolean reportedOnly, int limit) {
    public static final int LIMIT_MAX = 5000;

    public RecordsQuestion {
        limit = Require.range(limit, 1, LIMIT_MAX, "limit");
    }

    /** The page behind an answer. */
    public RecordsQuestion after(RecordsAnswer answer) {
        return new RecordsQuestion(answer.next(), sinceMicros, untilMicros, reportedOnly, limit);
    }
}
