package io.sallyport.faults.load;

import java.util.List;
import java.util.Random;

/** Requests in the order and of the kinds that a seed decides. Owner: the thread that sends. */
final class Asks {
    private static final int CACHED = 12;
    private static final int USERS = 5;
    /** {@code user:password} of {@code users.txt}. */
    private static final String LOGIN = "Authorization: Basic YW5uOmFubi1wYXNzd29yZA==";

    private final Random random;
    private final Traffic traffic;
    private long number;

    Asks(Traffic traffic, long seed) {
        this.traffic = traffic;
        this.random = new Random(seed);
    }

    Ask next() {
        Kind kind = kind();
        int edge = random.nextInt(traffic.edges());
        String id = traffic.agent() + "-" + number++;
        return switch (kind) {
            case FRESH -> get(kind, edge, "/fresh/" + id);
            case CACHED -> get(kind, edge, "/cached/" + random.nextInt(CACHED));
            case STALE -> get(kind, edge, "/stale/" + random.nextInt(CACHED));
            case LARGE -> get(kind, edge, "/cached/large/" + random.nextInt(3));
            case POST -> new Ask(kind, edge, "/post/" + id, "/post/" + id, "shop.test", List.of(), "body of " + id);
            case PINNED -> get(kind, edge, "/fresh/" + id, "X-Version: 1.1");
            case PRIVATE -> get(kind, edge, "/private/" + random.nextInt(3), "X-User: u" + random.nextInt(USERS));
            case BLOCKED -> at("closed.test", kind, edge, "/fresh/" + id);
            case LOGIN -> at("login.test", kind, edge, "/fresh/" + id, LOGIN);
            case NO_LOGIN -> at("login.test", kind, edge, "/fresh/" + id);
            case FORWARD -> forward(edge, "/fresh/" + id);
            case SECURE -> get(kind, edge, "/fresh/" + id, "Connection: close");
        };
    }

    private Kind kind() {
        List<Kind> kinds = traffic.kinds();
        int left = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
        for (Kind kind : kinds) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        throw new IllegalStateException();
    }

    private static Ask get(Kind kind, int edge, String target, String... lines) {
        return at("shop.test", kind, edge, target, lines);
    }

    private static Ask at(String host, Kind kind, int edge, String target, String... lines) {
        return new Ask(kind, edge, target, target, host, List.of(lines), "");
    }

    private Ask forward(int edge, String target) {
        String host = "open.test:" + traffic.forwardPort();
        return new Ask(Kind.FORWARD, edge, target, "http://" + host + target, host, List.of(), "");
    }
}
