package io.sallyport.policy.engine.report;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;

/** Records as tests of this package need them. */
final class ReportRecords {
    private ReportRecords() {}

    static AccessRecord of(String reported, String client, String user, String site, Outcome outcome, String rule) {
        return of(Kind.EXCHANGE, "", 1_000_000, reported, client, user, site, outcome, rule);
    }

    static AccessRecord of(
            Kind kind,
            String track,
            long startedAtMicros,
            String reported,
            String client,
            String user,
            String site,
            Outcome outcome,
            String rule) {
        return new AccessRecord(
                1,
                startedAtMicros,
                10,
                5,
                kind,
                Direction.FORWARD,
                "egress",
                "HTTP/1.1",
                client,
                "GET",
                "http",
                site,
                "/",
                200,
                outcome,
                rule,
                "",
                "",
                "",
                "",
                "",
                0,
                0,
                1,
                1,
                "",
                "",
                user,
                track,
                1,
                "",
                "",
                "",
                "",
                reported);
    }
}
