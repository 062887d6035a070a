package io.sallyport.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole suite, and users who do not know that they try something new. */
@Timeout(120)
final class CanaryInSuiteTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TwoVersions versions = new TwoVersions();
    private Suite suite;
    private HostPort web;
    private HostPort admin;

    @TempDir
    private Path folder;

    /** A user: the cookie that it brings, and what has happened to it. */
    private static final class User {
        private String cookie = "";
        private final Set<String> met = new HashSet<>();
        private int errors;
    }

    private void start(String canary) {
        CheckedFolder checked = FolderCheck.run(
                SampleFolder.in(folder, 1)
                        .with("routes.yaml", versions.routes(canary))
                        .path(),
                Map.of(),
                new Properties());
        suite = Suite.start(checked, List.of());
        web = suite.addresses().of(checked.config().listeners().get(0));
        admin = suite.addresses().admin();
    }

    @AfterEach
    void stop() {
        suite.stop();
        versions.close();
    }

    private void visit(User user) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + web + "/"));
        if (!user.cookie.isEmpty()) {
            request.header("Cookie", user.cookie);
        }
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer.headers()
                .firstValue("set-cookie")
                .ifPresent(field -> user.cookie = field.substring(0, field.indexOf(';')));
        user.met.add(answer.body());
        user.errors += answer.statusCode() == 200 ? 0 : 1;
    }

    private JsonObject canary() {
        try {
            URI uri = URI.create("http://" + admin + "/v1/canaries/shop");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? new JsonObject(answer.body()) : new JsonObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void awaitPhase(String phase) {
        Eventually.until(phase, () -> phase.equals(canary().getString("phase")));
    }

    @Test
    void takesABadVersionBackAndLetsNoMoreUsersMeetItThanItsWeight() throws Exception {
        start("steps: [{weight: 10, hold: 300s}], gates: {minSample: 50}");
        awaitPhase("running");
        List<User> users = new ArrayList<>();
        Random random = new Random(5);
        while (!"rolled-back".equals(canary().getString("phase"))) {
            for (int i = 0; i < 50; i++) {
                User user = new User();
                users.add(user);
                visit(user);
                visit(users.get(random.nextInt(users.size())));
            }
        }
        long met = users.stream().filter(user -> user.met.contains("1.6")).count();
        // Users of the last moments, after it was taken back, are among them: so it can only be less than a tenth.
        assertThat(met).isLessThanOrEqualTo(users.size() / 10 + 2);
        // Fifty answers were needed; some users came more often than twice.
        assertThat(met).isGreaterThanOrEqualTo(10);
        assertThat(users.stream().filter(user -> user.errors > 0)).allMatch(user -> user.met.contains("1.6"));
        assertThat(canary().getString("reason")).startsWith("fails more than the stable side");

        for (User user : users.subList(0, Math.min(300, users.size()))) {
            user.met.clear();
            visit(user);
            assertThat(user.met).containsExactly("1.5");
        }
        assertThat(canary().getJsonArray("history")).hasSize(2);
    }
}
