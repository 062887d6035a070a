package io.sallyport.router.health;

import io.sallyport.contract.Statuses;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** What an answer must be like to count as a success. Immutable; made once for each setting. */
final class Expectation {
    private final String path;
    private final Statuses statuses;
    private final byte[] text;

    Expectation(HealthDocument health) {
        this.path = health.path();
        this.statuses = Statuses.parse(health.status());
        this.text = health.body().getBytes(StandardCharsets.UTF_8);
    }

    /** A success or not, with the reason in words. */
    record Verdict(boolean success, String reason) {}

    Verdict judge(ProbeAnswer answer) {
        String reason = answer.status() + " from " + path;
        if (!statuses.contains(answer.status())) {
            return new Verdict(false, reason);
        }
        if (contains(answer.body())) {
            return new Verdict(true, reason);
        }
        String where = answer.whole() ? "" : " in the first " + ProbeClient.BODY_MAX / 1024 + " KiB";
        return new Verdict(false, reason + " without the expected text" + where);
    }

    private boolean contains(Buffer body) {
        int last = body.length() - text.length;
        for (int at = 0; at <= last; at++) {
            if (startsAt(body, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAt(Buffer body, int at) {
        for (int i = 0; i < text.length; i++) {
            if (body.getByte(at + i) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
