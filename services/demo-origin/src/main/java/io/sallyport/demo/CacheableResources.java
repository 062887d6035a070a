package io.sallyport.demo;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Resources that differ in what a cache may do with them. */
final class CacheableResources {
    private static final String PRODUCTS_TAG = "\"products-1\"";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final JsonObject PRODUCTS = new JsonObject()
            .put(
                    "products",
                    new JsonArray()
                            .add(new JsonObject()
                                    .put("id", 1)
                                    .put("name", "lantern")
                                    .put("price", 1900))
                            .add(new JsonObject()
                                    .put("id", 2)
                                    .put("name", "rope")
                                    .put("price", 1250))
                            .add(new JsonObject()
                                    .put("id", 3)
                                    .put("name", "ladder")
                                    .put("price", 4900)));

    /** Fresh for a minute; afterwards it validates without a body. */
    void products(HttpServerRequest request) {
        request.response().putHeader(CACHE_CONTROL, "max-age=60").putHeader("ETag", PRODUCTS_TAG);
        String held = request.getHeader("If-None-Match");
        if (held != null && (held.equals("*") || held.contains(PRODUCTS_TAG))) {
            Answer.empty(request, 304);
        } else {
            Answer.json(request, PRODUCTS);
        }
    }

    /** Of one user: no shared cache may keep it. */
    void account(HttpServerRequest request) {
        request.response()
                .putHeader(CACHE_CONTROL, "private, no-store")
                .putHeader("Set-Cookie", "session=demo; Path=/; HttpOnly; SameSite=Lax");
        Answer.json(request, new JsonObject().put("user", "demo").put("orders", 3));
    }

    /** One text for each language, under the same URL. */
    void language(HttpServerRequest request) {
        String wanted = request.getHeader("Accept-Language");
        boolean german = wanted != null && wanted.toLowerCase(Locale.ROOT).startsWith("de");
        request.response()
                .putHeader(CACHE_CONTROL, "max-age=60")
                .putHeader("Vary", "Accept-Language")
                .putHeader("Content-Language", german ? "de" : "en");
        Answer.json(request, new JsonObject().put("greeting", german ? "Guten Tag" : "Good day"));
    }
}
