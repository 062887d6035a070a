package io.sallyport.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.conformance.CacheCases.Case;
import io.sallyport.conformance.CacheCases.Side;
import io.sallyport.conformance.CacheCases.Step;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawMessage;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of a shared cache (<a href="https://datatracker.ietf.org/doc/html/rfc9111">RFC 9111</a>) from outside: what the client
 * gets and what the origin hears of, through a whole suite, in both directions.
 */
@Timeout(60)
class CachingConformanceIT {
    private static final Pattern DATE = Pattern.compile("\\{now([+-]\\d+)}");
    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final String SETTINGS = """
            listeners:
              - {name: reverse, mode: reverse, bind: "127.0.0.1:0"}
              - {name: forward, mode: forward, bind: "127.0.0.1:0"}
            admin: {bind: "127.0.0.1:0"}
            """;
    private static final String ROUTES = """
            clusters: [{name: origin, endpoints: ["http://%s"]}]
            routes: [{name: all, cluster: origin, cache: {enabled: true}}]
            """;
    private static final String POLICIES = "rules: [{name: open, then: {allow: {targets: [127.0.0.0/8]}}}]\n";

    @TempDir
    private static Path folder;

    @AutoClose
    private static ScriptedOrigin origin;

    private static Suite suite;
    private static Map<String, Integer> ports;

    private final Clock clock = Clock.systemUTC();

    @BeforeAll
    static void start() throws IOException {
        origin = ScriptedOrigin.start("no step has scripted this");
        Files.writeString(folder.resolve("sallyport.yaml"), SETTINGS);
        Files.writeString(folder.resolve("routes.yaml"), ROUTES.formatted(origin.authority()));
        Files.writeString(folder.resolve("policies.yaml"), POLICIES);
        suite = Suite.start(FolderCheck.run(folder, Map.of(), new Properties()), List.of());
        ports = suite.addresses().ports();
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.stop();
        }
    }

    static Stream<Arguments> casesOfBothSides() {
        return CacheCases.read().stream()
                .flatMap(row -> Stream.of(Side.values())
                        .filter(side -> row.only() == null || row.only() == side)
                        .map(side -> Arguments.of(side, row)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("casesOfBothSides")
    void followsTheRule(Side side, Case row) {
        String base = "/" + side + "/" + row.name().replaceAll("\\W+", "-");
        try (RawClient client = RawClient.connect(ports.get(side.name().toLowerCase(Locale.ROOT)))) {
            for (int number = 1; number <= row.steps().size(); number++) {
                take(client, side, base, row.steps(), number);
            }
        }
        origin.assertClean();
    }

    private void take(RawClient client, Side side, String base, List<Step> steps, int number) {
        Step step = steps.get(number - 1);
        String path = base + step.path();
        origin.on(path, answer(step, number));
        int before = origin.requests().size();

        String target = side == Side.FORWARD ? origin.url(path) : path;
        String[] fields = step.fields().stream().map(this::dated).toArray(String[]::new);
        RawResponse response =
                client.send(Requests.head(step.method(), target, fields)).readResponse(step.method());

        String what = "step " + number + ": " + response.head();
        response.assertClean();
        assertThat(origin.requests().size() - before).as("asked in %s", what).isEqualTo(step.asksOrigin() ? 1 : 0);
        int from = step.gets() == null ? number : step.gets();
        int status = step.expect() == null ? steps.get(from - 1).status() : step.expect();
        assertThat(response.status()).as(what).isEqualTo(status);
        boolean empty = step.method().equals("HEAD") || status == 204 || status == 304;
        assertThat(response.bodyText()).as(what).isEqualTo(empty ? "" : body(from));
        assertFields(what, response, step.has(), step.lacks());
        assertHit(what, response, !step.asksOrigin() && status != 504);
        if (step.asksOrigin()) {
            RawRequest sent = origin.requests().get(before);
            assertFields("at the origin in " + what + sent.head(), sent, step.sent(), step.withheld());
        }
    }

    private static void assertHit(String what, RawResponse response, boolean hit) {
        assertThat(response.field("cache-status").orElse("none").startsWith("Sallyport; hit"))
                .as(what)
                .isEqualTo(hit);
        assertThat(response.field("age").isPresent() || !hit)
                .as("age in %s", what)
                .isTrue();
    }

    private void assertFields(String what, RawMessage message, List<String> has, List<String> lacks) {
        for (String line : has) {
            String name = line.substring(0, line.indexOf(':'));
            String wanted = dated(line.substring(name.length() + 1).strip());
            assertThat(message.values(name)).as("%s in %s", name, what).anyMatch(value -> matches(value, wanted));
        }
        lacks.forEach(name ->
                assertThat(message.values(name)).as("%s in %s", name, what).isEmpty());
    }

    private static boolean matches(String value, String wanted) {
        return wanted.endsWith("*") ? value.startsWith(wanted.substring(0, wanted.length() - 1)) : value.equals(wanted);
    }

    private Answer answer(Step step, int number) {
        String[] fields = step.answers().stream().map(this::dated).toArray(String[]::new);
        if (step.status() == 204 || step.status() == 304) {
            String lines = Stream.of(fields).map(line -> line + "\r\n").reduce("", String::concat);
            return Answer.raw("HTTP/1.1 " + step.status() + " Empty\r\n" + lines + "\r\n");
        }
        return Answer.status(step.status() + " Scripted", body(number), fields);
    }

    private static String body(int number) {
        return "answer of step " + number;
    }

    private String dated(String line) {
        return DATE.matcher(line).replaceAll(this::date);
    }

    private String date(MatchResult found) {
        Instant instant = clock.instant().plusSeconds(Long.parseLong(found.group(1)));
        return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
    }
}
