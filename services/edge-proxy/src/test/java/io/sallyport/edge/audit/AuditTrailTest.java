package io.sallyport.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final long START = 1_700_000_000_000_000L;

    private final Metrics metrics = new Metrics();
    private final List<AccessRecord> records = new ArrayList<>();
    private final AuditTrail trail = new AuditTrail(records::add, metrics);

    private void call(int status, long afterMillis) {
        trail.take(new AdminCall(
                START + afterMillis * 1000,
                0,
                "",
                "127.0.0.1",
                "POST",
                "localhost",
                "/v1/cache/purge",
                status,
                Buffer.buffer("{}"),
                0,
                "",
                ""));
    }

    @Test
    void countsRefusedCallsWhenTheyAreAFlood() {
        for (int i = 0; i < 400; i++) {
            call(401, 1);
        }
        int kept = records.size();
        call(200, 2);

        assertThat(kept).isBetween(1, 399);
        assertThat(records.get(kept).detail())
                .isEqualTo((400 - kept) + " refused calls before this one have no record; {}");
        assertThat(metrics.text()).contains("sallyport_admin_unrecorded_total " + (400 - kept));
    }

    @Test
    void keepsEachChangeThatIsCarriedOut() {
        for (int i = 0; i < 400; i++) {
            call(200, 1);
        }
        assertThat(records).hasSize(400);
    }

    @Test
    void keepsRefusedCallsAgainWhenTheFloodIsOver() {
        for (int i = 0; i < 400; i++) {
            call(403, 1);
        }
        int kept = records.size();
        call(403, 10_000);
        assertThat(records).hasSize(kept + 1);
    }
}
