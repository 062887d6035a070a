package io.sallyport.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sallyport.release.Bom.Component;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks a public service which advisories there are of what the distribution is made of: <a
 * href="https://google.github.io/osv.dev/post-v1-querybatch/">OSV</a>, with the purls of a bill of materials and nothing
 * else. For people with a network; no build needs it.
 *
 * <p>Ends with 0 when there is none, 1 when there are some, 2 when it could not ask.
 */
public final class OsvMain {
    private static final String SERVICE = "https://api.osv.dev/v1/querybatch";
    /** The service takes a thousand. */
    private static final int AT_ONCE = 500;

    private static final int PAGES_MAX = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI service;

    OsvMain(URI service) {
        this.service = service;
    }

    /** What is to be asked of one component, again for each page of answers. */
    private record Question(Component component, String page) {}

    public static void main(String[] arguments) {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("usage: osv SBOM.json [address of the service, " + SERVICE + " when left out]");
            System.exit(2);
        }
        System.exit(run(Path.of(arguments[0]), URI.create(arguments.length > 1 ? arguments[1] : SERVICE)));
    }

    static int run(Path bom, URI service) {
        try {
            Set<String> found = new OsvMain(service).ask(Bom.read(bom).components());
            found.forEach(System.out::println);
            return found.isEmpty() ? 0 : 1;
        } catch (IOException e) {
            System.err.println("could not ask " + service + ": " + e);
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    /** Lines of component, version and id, sorted. */
    Set<String> ask(List<Component> components) throws IOException, InterruptedException {
        List<Question> questions = new ArrayList<>();
        components.forEach(component -> questions.add(new Question(component, "")));
        Set<String> found = new TreeSet<>();
        for (int round = 0; !questions.isEmpty() && round < PAGES_MAX; round++) {
            List<Question> further = new ArrayList<>();
            for (int from = 0; from < questions.size(); from += AT_ONCE) {
                List<Question> some = questions.subList(from, Math.min(questions.size(), from + AT_ONCE));
                take(some, send(some), found, further);
            }
            questions.clear();
            questions.addAll(further);
        }
        return found;
    }

    private JsonNode send(List<Question> questions) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode();
        ArrayNode queries = body.putArray("queries");
        for (Question question : questions) {
            ObjectNode query = queries.addObject();
            query.putObject("package").put("purl", question.component().purl());
            if (!question.page().isEmpty()) {
                query.put("page_token", question.page());
            }
        }
        HttpRequest request = HttpRequest.newBuilder(service)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("found status " + answer.statusCode() + ", allowed: 200");
        }
        JsonNode results = json.readTree(answer.body()).path("results");
        if (results.size() != questions.size()) {
            throw new IOException("found " + results.size() + " results, allowed: " + questions.size());
        }
        return results;
    }

    /** Answers come in the order of the questions. */
    private static void take(List<Question> questions, JsonNode results, Set<String> found, List<Question> further) {
        for (int i = 0; i < questions.size(); i++) {
            Component component = questions.get(i).component();
            for (JsonNode each : results.get(i).path("vulns")) {
                found.add(component.name() + " " + component.version() + " "
                        + each.path("id").asText());
            }
            String page = results.get(i).path("next_page_token").asText();
            if (!page.isEmpty()) {
                further.add(new Question(component, page));
            }
        }
    }
}
