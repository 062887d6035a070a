package io.sallyport.bench.cli;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;
import java.util.SplittableRandom;

/**
 * Records as a busy site has them, the same with every run: few paths, clients and browsers are seen often and many seldom,
 * every request has an id nobody else has, one in three was answered from the cache, one in a hundred failed.
 */
final class RealisticRecords {
    private static final String[] CLUSTERS = {"shop", "search", "account", "images", "checkout"};
    private static final String[] COUNTRIES = {"DE", "FR", "NL", "GB", "US", "PL", "ES", "IT"};
    private static final String[] METHODS = {"GET", "GET", "GET", "GET", "GET", "GET", "POST", "PUT"};
    private static final int MEAN_MICROS = 20_000;

    private final SplittableRandom random = new SplittableRandom(6);
    private final String[] paths = texts(200_000, i -> "/api/v1/" + CLUSTERS[i % 5] + "/items/" + (i * 7919L));
    private final String[] agents = texts(
            300,
            i -> "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + (90 + i / 10)
                    + ".0." + i + " Safari/537.36");
    private long sequence;

    private interface Text {
        String of(int number);
    }

    private static String[] texts(int count, Text text) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text.of(i);
        }
        return texts;
    }

    /** Few numbers below a bound often, many seldom. */
    private int skewed(int bound) {
        double uniform = random.nextDouble();
        return (int) (bound * uniform * uniform * uniform);
    }

    private String hex(int words) {
        StringBuilder text = new StringBuilder(16 * words);
        for (int i = 0; i < words; i++) {
            text.append(Long.toHexString(random.nextLong() | Long.MIN_VALUE));
        }
        return text.toString();
    }

    KeptRecord next(long startedAtMicros) {
        int cluster = skewed(CLUSTERS.length);
        boolean hit = random.nextInt(3) == 0;
        boolean failed = !hit && random.nextInt(67) == 0;
        long micros = hit ? 50 + random.nextInt(200) : (long) (-Math.log(1 - random.nextDouble()) * MEAN_MICROS);
        int server = random.nextInt(4);
        int client = skewed(100_000);
        AccessRecord access = new AccessRecord(
                ++sequence,
                startedAtMicros,
                micros,
                hit ? 0 : micros * 9 / 10,
                Kind.EXCHANGE,
                Direction.REVERSE,
                "web-tls",
                random.nextInt(4) == 0 ? "HTTP/1.1" : "h2",
                "10." + (client >> 16) + "." + ((client >> 8) & 255) + "." + (client & 255),
                METHODS[random.nextInt(METHODS.length)],
                "https",
                CLUSTERS[cluster] + ".example.org",
                paths[skewed(paths.length)] + (random.nextInt(4) == 0 ? "?page=" + skewed(1000) : ""),
                failed ? 503 : random.nextInt(20) == 0 ? 404 : 200,
                failed ? Outcome.NO_HEALTHY_ENDPOINT : hit ? Outcome.CACHE_HIT : Outcome.FORWARDED,
                "default",
                CLUSTERS[cluster],
                hit ? "" : CLUSTERS[cluster],
                hit ? "" : "10.1." + cluster + "." + server + ":9101",
                hit ? "" : server == 0 ? "1.6" : "1.5",
                hit ? "hit; ttl=" + random.nextInt(600) : "fwd=uri-miss; stored",
                random.nextInt(8) == 0 ? random.nextInt(4000) : 0,
                200 + skewed(60_000),
                17,
                42,
                agents[skewed(agents.length)],
                hex(1),
                "",
                server == 0 ? "canary" : "stable",
                hit ? 0 : 1,
                "",
                "",
                COUNTRIES[skewed(COUNTRIES.length)],
                "",
                "",
                random.nextInt(10) == 0 ? hex(2) : "",
                random.nextInt(50) == 0 ? 1500 : 0,
                "TLSv1.3",
                "");
        return new KeptRecord("edge-1-5f3a", access);
    }
}
