package io.sallyport.policy.engine.gate;

import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.LimitDocument.Scope;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;

/**
 * A compiled limit.
 *
 * @param name   of the rule
 * @param gcra   rate and burst
 * @param burst  tokens of a full bucket
 * @param by     what is counted apart
 * @param header in lower case; empty unless {@code by} is one
 * @param shared whether all edges count together
 * @param policy the member of {@code RateLimit-Policy}
 */
public record Limit(String name, Gcra gcra, int burst, By by, String header, boolean shared, String policy)
        implements Demand {
    private static final int MAX_VALUE = 256;

    /** What is counted apart. */
    public enum By {
        CLIENT,
        USER,
        ROUTE,
        HEADER,
        ALL
    }

    /**
     * One bucket of a limit. The arithmetic is part of it: an edit of the rate begins with full buckets, an edit of
     * anything else keeps them.
     */
    public record Key(String limit, Gcra gcra, Object value) {}

    public static Limit of(String rule, LimitDocument document) {
        Gcra gcra = Gcra.of(document.rate(), document.tokens());
        long window = Math.max(1, gcra.toleranceNanos() / 1_000_000_000);
        return new Limit(
                rule,
                gcra,
                document.tokens(),
                by(document),
                document.header(),
                document.scope() == Scope.SHARED,
                '"' + rule + "\";q=" + document.tokens() + ";w=" + window);
    }

    private static By by(LimitDocument document) {
        if (!document.header().isEmpty()) {
            return By.HEADER;
        }
        return switch (document.key()) {
            case "client" -> By.CLIENT;
            case "user" -> By.USER;
            case "route" -> By.ROUTE;
            default -> By.ALL;
        };
    }

    @Override
    public String word() {
        return "limit";
    }

    /** The bucket of a request. */
    public Key key(RequestFacts facts, String user, String route) {
        return new Key(
                name,
                gcra,
                switch (by) {
                    case CLIENT -> countedAs(facts.client());
                    case USER -> user.isEmpty() ? countedAs(facts.client()) : user;
                    case ROUTE -> route;
                    case HEADER -> field(facts);
                    case ALL -> "";
                });
    }

    /** As whom a client counts: one of IPv6 has at least 2^64 addresses to choose from. */
    public static IpAddress countedAs(IpAddress address) {
        return address.isV4() ? address : new IpAddress(address.high(), 0);
    }

    private String field(RequestFacts facts) {
        String value = facts.headers().get(header);
        if (value == null) {
            return "";
        }
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }
}
