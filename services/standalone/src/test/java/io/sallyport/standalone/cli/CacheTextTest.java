package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class CacheTextTest {
    private static JsonObject entry(String held) {
        JsonObject fresh = new JsonObject()
                .put("source", "purged")
                .put("lifetime", 10)
                .put("ageAtReceipt", 1)
                .put("resident", 19)
                .put("ttl", -10);
        return new JsonObject()
                .put("tier", "memory")
                .put("status", 200)
                .put("freshness", fresh)
                .put("bytes", 100000)
                .put("url", "http://shop.test/film")
                .put("track", "shop/")
                .put("parts", "")
                .put("selectedBy", "")
                .put("held", held);
    }

    private static String text(String held) {
        JsonObject edge = new JsonObject()
                .put("edge", "e1")
                .put("asked", new JsonArray())
                .put("entries", new JsonArray().add(entry(held)))
                .put("refusals", new JsonArray());
        return CacheText.entries(
                new JsonObject().put("edges", new JsonArray().add(edge)).put("missing", new JsonArray()));
    }

    @Test
    void tellsWhichBytesOfABodyAreThere() {
        assertThat(text("100-199, 500-599"))
                .containsPattern("memory +200 +purged +10s +20s +-10s +100000  http://shop.test/film")
                .endsWith("[shop/], of the bytes only 100-199, 500-599");
    }

    @Test
    void saysNothingOfBytesWhenAllAreThere() {
        assertThat(text("")).endsWith("http://shop.test/film [shop/]");
    }
}
