package io.sallyport.kit.bus;

import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Messages and snapshots as JSON: IllegalArgumentException and nothing else for what is none; one form for one record. */
public final class JsonMessagesTarget {
    private static final List<Class<?>> TYPES = List.of(
            SnapshotAnnouncement.class,
            HealthReport.class,
            EndpointReport.class,
            ServiceAnnouncement.class,
            PurgeEntry.class,
            PurgeWish.class,
            CredentialCheck.class,
            CredentialAnswer.class,
            CanaryReport.class,
            UnlockReport.class,
            EntriesQuestion.class,
            ExitsReport.class,
            PolicySnapshot.class,
            RouteSnapshot.class);

    private JsonMessagesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        Class<?> type = TYPES.get(in.octet() % TYPES.size());
        byte[] bytes = in.rest();
        try {
            Object message = Cost.of(bytes.length, () -> JsonCodec.parse(Buffer.buffer(bytes), type));
            Buffer written = JsonCodec.bytes(message);
            Check.same(JsonCodec.bytes(JsonCodec.parse(written, type)), written);
        } catch (IllegalArgumentException refusal) {
            Check.that(refusal.getMessage() != null, "refused without a word");
        }
    }
}
