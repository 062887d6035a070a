package io.sallyport.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.release.Bom.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of the things that we use: the folder {@code release/supply}.
 *
 * @param advisories    of our dependencies, past ones too: none may come back
 * @param dependencies  by name, all that have been looked at
 * @param allowed       SPDX ids of licences under which we may pass on what others wrote
 */
record Supply(List<Advisory> advisories, Map<String, Dependency> dependencies, List<String> allowed) {
    /**
     * A known weakness.
     *
     * @param affected ranges of versions in Maven's notation
     * @param source   where it is told
     */
    record Advisory(String id, String component, List<String> affected, String summary, String source) {
        boolean hits(Component found) {
            return component.equals(found.name())
                    && affected.stream().anyMatch(range -> new ReleaseVersion(found.version()).isIn(range));
        }
    }

    /**
     * A dependency that somebody has looked at.
     *
     * @param licence SPDX id, of several the one that we take
     * @param project its home
     */
    record Dependency(String name, String licence, String project) {}

    static Supply read(Path folder) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Advisory> advisories = new ArrayList<>();
        for (JsonNode each : json.readTree(Files.readAllBytes(folder.resolve("advisories.json")))
                .path("advisories")) {
            List<String> affected = new ArrayList<>();
            each.path("affected").forEach(range -> affected.add(range.asText()));
            advisories.add(new Advisory(
                    each.path("id").asText(),
                    each.path("package").asText(),
                    List.copyOf(affected),
                    each.path("summary").asText(),
                    each.path("source").asText()));
        }
        JsonNode known = json.readTree(Files.readAllBytes(folder.resolve("dependencies.json")));
        Map<String, Dependency> dependencies = new TreeMap<>();
        for (JsonNode family : known.path("families")) {
            for (JsonNode artifact : family.path("artifacts")) {
                String name = family.path("group").asText() + ":" + artifact.asText();
                dependencies.put(
                        name,
                        new Dependency(
                                name,
                                family.path("licence").asText(),
                                family.path("project").asText()));
            }
        }
        List<String> allowed = new ArrayList<>();
        known.path("allowed").forEach(licence -> allowed.add(licence.asText()));
        return new Supply(List.copyOf(advisories), dependencies, List.copyOf(allowed));
    }
}
