package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.release.Bom.Component;
import io.sallyport.release.Supply.Advisory;
import io.sallyport.release.Supply.Dependency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the distribution is made of, as the build's own bill of materials lists it, against what is known of it. */
class SupplyIT {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    private static final String NEW =
            "look at it (licence, advisories, who makes it), then name it in " + "release/supply/dependencies.json";

    private static Bom bom;
    private static Supply supply;

    @BeforeAll
    static void read() throws IOException {
        bom = Bom.read(ROOT.resolve("release/target/sbom.json"));
        supply = Supply.read(ROOT.resolve("release/supply"));
    }

    @Test
    void listsWhatEverybodyExpectsInABill() {
        assertThat(bom.components())
                .extracting(Component::name)
                .contains("io.vertx:vertx-core", "io.netty:netty-codec-http");
        assertThat(bom.components()).allSatisfy(component -> {
            assertThat(component.version()).isNotEmpty();
            assertThat(component.purl()).startsWith("pkg:maven/");
        });
    }

    /** jspecify holds annotations that nothing asks for at run time; it is no part of the distribution. */
    @Test
    void listsTheJarsOfTheDistribution() throws IOException {
        Path lib = Path.of(System.getProperty("lib"));
        assertThat(lib).as("build it: ./mvnw -pl release -am verify").isDirectory();
        try (Stream<Path> files = Files.list(lib)) {
            Set<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("sallyport-") && !name.endsWith("-launch.jar"))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> listed = bom.components().stream()
                    .filter(component -> !component.name().equals("org.jspecify:jspecify"))
                    .map(Component::jar)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).containsExactlyElementsOf(jars);
        }
    }

    @Test
    void noDependencyIsHitByAKnownAdvisory() {
        List<String> hits = bom.components().stream()
                .flatMap(component -> supply.advisories().stream()
                        .filter(advisory -> advisory.hits(component))
                        .map(advisory -> component.name() + " " + component.version() + ": " + advisory.id() + ", "
                                + advisory.summary()))
                .toList();

        assertThat(hits)
                .as("known advisories; see release/supply/advisories.json")
                .isEmpty();
    }

    /** An advisory that cannot hit what it is about would keep nobody safe. */
    @Test
    void everyAdvisoryHitsTheVersionsItNames() {
        assertThat(supply.advisories()).hasSizeGreaterThan(50).allSatisfy(advisory -> {
            assertThat(advisory.affected()).as(advisory.id()).isNotEmpty();
            assertThat(advisory.source()).as(advisory.id()).startsWith("https://");
            for (String range : advisory.affected()) {
                String from = range.substring(1, range.indexOf(','));
                String version = from.isEmpty() ? "0.0.1" : from;
                assertThat(advisory.hits(new Component(advisory.component(), version, List.of(), "")))
                        .as("%s at %s", advisory.id(), version)
                        .isTrue();
            }
        });
        assertThat(supply.advisories()).extracting(Advisory::id).doesNotHaveDuplicates();
    }

    @Test
    void everyDependencyHasBeenLookedAt() {
        Set<String> found =
                bom.components().stream().map(Component::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(supply.dependencies().keySet());

        Set<String> unknown = new TreeSet<>(found);
        unknown.removeAll(known);
        assertThat(unknown).as("new dependencies: " + NEW).isEmpty();
        known.removeAll(found);
        assertThat(known)
                .as("not used any more: take them out of release/supply/dependencies.json")
                .isEmpty();
    }

    @Test
    void everyLicenceIsOneUnderWhichItMayBePassedOn() {
        assertThat(supply.dependencies().values())
                .allSatisfy(dependency ->
                        assertThat(supply.allowed()).as(dependency.name()).contains(dependency.licence()));
        for (String licence : supply.allowed()) {
            assertThat(ROOT.resolve("release/licences/" + licence + ".txt")).isNotEmptyFile();
        }
    }

    /** Publishers write it in many ways; where they use an SPDX id, it must be one that the list allows or the one it has. */
    @Test
    void licencesAgreeWithWhatPublishersSay() {
        for (Component component : bom.components()) {
            Dependency known = supply.dependencies().get(component.name());
            List<String> ids = component.licences().stream()
                    .filter(licence -> licence.matches("[A-Za-z0-9.-]+-[0-9][A-Za-z0-9.-]*|MIT"))
                    .toList();
            if (known != null && !ids.isEmpty()) {
                assertThat(ids).as(component.name()).contains(known.licence());
            }
        }
    }

    /** Written anew with {@code -Dthird-party.write}. */
    @Test
    void thirdPartyFileIsOfTheseVersions() throws IOException {
        String text = thirdParty();
        Path file = ROOT.resolve("release/THIRD-PARTY.md");
        if (System.getProperty("third-party.write") != null) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .as("write it anew: ./mvnw -pl release -am verify -Dit.test=SupplyIT -Dthird-party.write ...")
                .isEqualTo(text);
    }

    private static String thirdParty() {
        StringBuilder text = new StringBuilder("""
                # What Sallyport is made of

                The distribution holds the following works of others, unchanged. The texts of the licences are in the folder
                `licences`; notices of their authors are inside the jars (`META-INF`).

                | component | version | licence | project |
                |---|---|---|---|
                """);
        bom.components().stream()
                .map(component -> row(component, supply.dependencies().get(component.name())))
                .distinct()
                .sorted()
                .forEach(text::append);
        return text.toString();
    }

    private static String row(Component component, Dependency known) {
        String licence = known == null ? "?" : known.licence();
        String project = known == null ? "?" : known.project();
        return "| " + component.name() + " | " + component.version() + " | " + licence + " | " + project + " |\n";
    }
}
