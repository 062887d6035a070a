package io.sallyport.policy.unlock;

import io.sallyport.contract.policy.Unlock;
import java.time.Instant;

/** An unlock as callers see it; empty texts stand for what it does not say. */
public record UnlockAnswer(
        String id,
        String site,
        String list,
        String rule,
        String client,
        String user,
        String group,
        boolean overAuthority,
        Instant since,
        Instant until,
        String note) {
    static UnlockAnswer of(Unlock unlock) {
        return new UnlockAnswer(
                unlock.id(),
                unlock.site(),
                unlock.list(),
                unlock.rule(),
                unlock.client(),
                unlock.user(),
                unlock.group(),
                unlock.overAuthority(),
                Instant.ofEpochMilli(unlock.sinceMillis()),
                Instant.ofEpochMilli(unlock.untilMillis()),
                unlock.note());
    }
}
