package io.sallyport.policy.unlock;

import io.sallyport.contract.policy.Unlock;
import java.time.Instant;
import java.util.List;

/**
 * An unlock as callers see it; empty texts stand for what it does not say.
 *
 * @param notOn listeners on which it lifts nothing, because strangers reach them and it is not for known clients
 */
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
        String note,
        List<String> notOn) {
    static UnlockAnswer of(Unlock unlock, List<String> notOn) {
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
                unlock.note(),
                notOn);
    }
}
