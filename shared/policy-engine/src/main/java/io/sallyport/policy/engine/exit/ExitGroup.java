package io.sallyport.policy.engine.exit;

import io.sallyport.contract.policy.ExitDocument.Sticky;
import java.util.List;

/**
 * What a rule's {@code exit} stands for: the ways of one pool, or those of all pools of a country.
 *
 * @param name       as rules write it
 * @param ways       at least one
 * @param failClosed whether nothing goes out directly when no way works
 */
public record ExitGroup(String name, List<ExitWay> ways, Sticky sticky, boolean failClosed) {
    public ExitGroup {
        ways = List.copyOf(ways);
    }

    /**
     * What decides between the ways: equal for requests that should leave the same way.
     *
     * @param user   empty for nobody
     * @param client address
     * @param site   host that is asked for
     * @param chance a random number
     */
    public long key(String user, String client, String site, long chance) {
        return switch (sticky) {
            case NONE -> chance;
            case USER -> Rendezvous.hash(who(user, client));
            case SITE -> Rendezvous.hash("site " + site);
            case USER_SITE -> Rendezvous.hash(who(user, client) + " site " + site);
        };
    }

    /** Who owns a connection that carries several requests; empty where the way does not depend on it. */
    public String owner(String user, String client) {
        return sticky == Sticky.USER || sticky == Sticky.USER_SITE ? who(user, client) : "";
    }

    private static String who(String user, String client) {
        return user.isEmpty() ? "client " + client : "user " + user;
    }
}
