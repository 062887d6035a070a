package io.sallyport.browser;

import io.sallyport.testkit.RawClient;
import java.util.List;

/** Clients of both sides. Each call returns when all its answers are there. */
final class Traffic {
    private static final List<String> AGENTS =
            List.of("curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64)", "okhttp/4.12.0");

    private final int web;
    private final int egress;
    private final int outside;

    /**
     * With the ports of everybody.
     *
     * @param web     of the reverse listener
     * @param egress  of the forward listener
     * @param outside of a server that is not ours
     */
    Traffic(int web, int egress, int outside) {
        this.web = web;
        this.egress = egress;
        this.outside = outside;
    }

    /** Somebody new who asks the shop; whether its canary serves, chance decides. */
    int shop(int client, String path, String... fields) {
        try (RawClient connection = RawClient.connect(web)) {
            String[] lines = new String[fields.length + 3];
            lines[0] = "Host: shop.example";
            lines[1] = "X-Forwarded-For: 10.0." + client / 250 % 250 + "." + (1 + client % 250);
            lines[2] = "User-Agent: " + AGENTS.get(client % AGENTS.size());
            System.arraycopy(fields, 0, lines, 3, fields.length);
            return connection.get(path, lines).status();
        }
    }

    /** That many visitors of the shop, each with an item and with what the cache holds. */
    Traffic visitors(int count) {
        for (int client = 0; client < count; client++) {
            shop(client, "/api/items/" + client % 17);
            shop(client, Shop.CACHEABLE);
            if (client % 5 == 0) {
                shop(client, Shop.PRIVATE);
            }
        }
        return this;
    }

    /** Answers that must come from the canary, every third of which is an error. */
    Traffic ofTheCanary(int count) {
        for (int client = 0; client < count; client++) {
            shop(client, "/api/orders/" + client, "X-Version: 1.6");
        }
        return this;
    }

    /** Somebody inside who goes out: to a server, to what rules refuse, and through a tunnel. */
    Traffic goingOut(int count) {
        for (int i = 0; i < count; i++) {
            forward("http://127.0.0.1:" + outside + "/news/" + i);
            forward("http://ads.test/banner?n=" + i);
            if (i % 3 == 0) {
                forward("http://blocked.test/");
                forward("http://localhost:" + outside + "/play/" + i);
            }
        }
        try (RawClient connection = RawClient.connect(egress)) {
            connection.openTunnel("127.0.0.1:" + outside);
            connection.get("/inside");
        }
        return this;
    }

    /** One request by the forward listener to the server that is not ours, by the name that a rule on trial has. */
    int forwardToOutside(String path) {
        return forward("http://localhost:" + outside + path);
    }

    /** One request by the forward listener; its status. */
    int forward(String url, String... fields) {
        try (RawClient connection = RawClient.connect(egress)) {
            String authority = url.substring("http://".length()).replaceFirst("/.*", "");
            String[] lines = new String[fields.length + 1];
            lines[0] = "Host: " + authority;
            System.arraycopy(fields, 0, lines, 1, fields.length);
            return connection.get(url, lines).status();
        }
    }
}
