package io.sallyport.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bill of materials in the form of <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>, without our own
 * modules.
 *
 * @param components in the order of the file
 */
record Bom(List<Component> components) {
    private static final String OWN = "io.sallyport";

    /**
     * One jar of others.
     *
     * @param name     group and artifact with a colon between them
     * @param licences as its publisher names them: SPDX ids, or words; none when it names none
     * @param purl     its address as of <a href="https://github.com/package-url/purl-spec">package-url</a>
     */
    record Component(String name, String version, List<String> licences, String purl) {
        private static final String CLASSIFIER = "classifier=";

        /** How its file is called. */
        String jar() {
            int at = purl.indexOf(CLASSIFIER);
            String rest = at < 0 ? "" : purl.substring(at + CLASSIFIER.length());
            String classifier = rest.replaceAll("&.*", "");
            String artifact = name.substring(name.indexOf(':') + 1);
            return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }
    }

    static Bom read(Path file) throws IOException {
        List<Component> components = new ArrayList<>();
        for (JsonNode each :
                new ObjectMapper().readTree(Files.readAllBytes(file)).path("components")) {
            if (!each.path("group").asText().equals(OWN)) {
                components.add(component(each));
            }
        }
        return new Bom(List.copyOf(components));
    }

    private static Component component(JsonNode node) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : node.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(
                    choice.has("expression")
                            ? choice.path("expression").asText()
                            : licence.has("id")
                                    ? licence.path("id").asText()
                                    : licence.path("name").asText());
        }
        return new Component(
                node.path("group").asText() + ":" + node.path("name").asText(),
                node.path("version").asText(),
                List.copyOf(licences),
                node.path("purl").asText());
    }
}
