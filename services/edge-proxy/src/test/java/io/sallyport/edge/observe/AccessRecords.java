package io.sallyport.edge.observe;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;

/** Access records for tests. */
final class AccessRecords {
    private AccessRecords() {}

    /** A record that its client and status tell from others. */
    static AccessRecord record(String client, int status) {
        return new AccessRecord(
                0,
                1_767_225_600_000_000L,
                1500,
                700,
                Kind.EXCHANGE,
                Direction.REVERSE,
                "web",
                "HTTP/1.1",
                client,
                "GET",
                "http",
                "shop.example",
                "/",
                status,
                Outcome.FORWARDED,
                "default",
                "shop",
                "shop",
                "127.0.0.1:9101",
                "1.1",
                "",
                0,
                2,
                1,
                1,
                "curl",
                "",
                "",
                "",
                1,
                "",
                "",
                "",
                "",
                "");
    }
}
