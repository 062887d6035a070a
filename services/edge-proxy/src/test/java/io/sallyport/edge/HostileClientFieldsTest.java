package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client's network tries hard to name it: by odd spellings of every field that could, in every place of a request. */
@ExtendWith(LeakWatch.class)
class HostileClientFieldsTest {
    private static final String ADDRESS = "127.0.0.1";
    private static final String NAME = "alice-17";
    private static final List<String> NAMES = List.of(
            "X-Forwarded-For",
            "Forwarded",
            "X-Real-IP",
            "X-Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Cluster-Client-IP",
            "Client-IP",
            "X-ProxyUser-Ip",
            "X-UIDH",
            "X-MSISDN",
            "From",
            "Via",
            "Proxy-Authorization",
            "X-Remote-User",
            "X-Forwarded-User");

    private static String spelled(String name, Random random) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean turn = random.nextBoolean();
            text.append(c == '-' && turn ? '_' : turn ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return text.toString();
    }

    private static String crafted(String url, Random random) {
        StringBuilder fields = new StringBuilder();
        List<String> nominated = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String name = spelled(NAMES.get(random.nextInt(NAMES.size())), random);
            String value = random.nextBoolean() ? ADDRESS : NAME;
            fields.append(name).append(random.nextBoolean() ? ": " : ":\t").append(value);
            if (random.nextInt(20) == 0) {
                fields.append("\r\n ").append(value);
            }
            fields.append("\r\n");
            if (random.nextInt(4) == 0) {
                nominated.add(spelled("X-Own-" + i, random));
                fields.append(nominated.get(nominated.size() - 1))
                        .append(": ")
                        .append(NAME)
                        .append("\r\n");
            }
        }
        if (!nominated.isEmpty()) {
            fields.append("Connection: ").append(String.join(" , ", nominated)).append("\r\n");
        }
        boolean body = random.nextInt(3) == 0;
        return (body ? "POST " : "GET ") + url + " HTTP/1.1\r\nHost: " + NAME + "\r\n" + fields
                + (body
                        ? "Trailer: X-Forwarded-For\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Forwarded-For: "
                                + ADDRESS + "\r\nX_Real_IP: " + ADDRESS + "\r\nFrom: " + NAME + "\r\n\r\n"
                        : "\r\n");
    }

    private static void attack(String profile, long seed) {
        Random random = new Random(seed);
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.forwardToLoopback()
                        .suite("anonymity: {profile: " + profile + "}")
                        .start()) {
            int reached = 0;
            for (int i = 0; i < 200; i++) {
                try (RawClient client = edge.forward()) {
                    String request = crafted("http://localhost:" + origin.port() + "/", random);
                    String method = request.substring(0, request.indexOf(' '));
                    reached += client.send(request).readResponse(method).status() == 200 ? 1 : 0;
                }
            }
            assertThat(reached).as("requests that were let through").isGreaterThan(50);
            for (RawRequest seen : origin.requests()) {
                String all = (seen.head() + new String(seen.body(), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .toLowerCase(Locale.ROOT);
                assertThat(all).doesNotContain(ADDRESS).doesNotContain(NAME);
            }
            edge.awaitRecord(200);
            if (profile.equals("strict")) {
                assertThat(edge.records()).extracting(AccessRecord::client).allMatch(client -> client.startsWith("p-"));
                assertThat(edge.records()).noneMatch(record -> record.toString().contains(NAME));
            }
        }
    }

    @Test
    void standardLetsNoneOfItLeave() {
        attack("standard", 5);
    }

    @Test
    void strictLetsNoneOfItLeave() {
        attack("strict", 58);
    }
}
