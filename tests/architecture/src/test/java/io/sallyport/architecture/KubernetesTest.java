package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.standalone.check.FolderCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The manifests in {@code deploy/kubernetes} mean services, keys, ports, paths and each other's names. */
class KubernetesTest {
    /** What closing takes after {@code limits.drain}; see ServiceProcess. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private static final String FOLDER = "deploy/kubernetes/";
    private static final List<String> FIVE = ServiceModules.FIVE;
    private static final DeploymentYaml KUSTOMIZATION = DeploymentYaml.one(FOLDER + "kustomization.yaml");
    private static final List<DeploymentYaml> MANIFESTS = KUSTOMIZATION.texts("resources").stream()
            .flatMap(file -> DeploymentYaml.all(FOLDER + file).stream())
            .toList();

    private static Stream<DeploymentYaml> kind(String... kinds) {
        return MANIFESTS.stream().filter(manifest -> Set.of(kinds).contains(manifest.text("kind")));
    }

    private static DeploymentYaml workload(String service) {
        return kind("Deployment", "StatefulSet")
                .filter(manifest -> manifest.text("metadata.name").equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workload " + service));
    }

    private static DeploymentYaml container(DeploymentYaml workload) {
        List<DeploymentYaml> containers = workload.list("spec.template.spec.containers");
        assertThat(containers).as(workload.where()).hasSize(1);
        return containers.get(0);
    }

    private static Map<String, String> labels(DeploymentYaml workload) {
        return workload.entries("spec.template.metadata.labels");
    }

    private static Set<Integer> ports(DeploymentYaml workload) {
        return container(workload).list("ports").stream()
                .map(port -> port.number("containerPort"))
                .collect(Collectors.toSet());
    }

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.list(DeploymentYaml.root().resolve(FOLDER))) {
            Set<String> manifests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(KUSTOMIZATION.texts("resources")).containsExactlyInAnyOrderElementsOf(manifests);
        }
    }

    @ParameterizedTest
    @FieldSource("FIVE")
    void runsAnImageThatComposeBuilds(String service) {
        DeploymentYaml container = container(workload(service));

        assertThat(container.text("image"))
                .isEqualTo("sallyport/" + service)
                .isEqualTo(DeploymentYaml.one("docker-compose.yml").text("services." + service + ".image"));
        assertThat(container.texts("args")).containsExactly("--config", "/etc/sallyport");
        assertThat(KUSTOMIZATION.list("images").stream().map(image -> image.text("name")))
                .contains("sallyport/" + service);
    }

    @ParameterizedTest
    @FieldSource("FIVE")
    void validConfigurationWithItsVariables(String service) {
        Map<String, String> environment = environment(service);
        ServiceModules.assertKeys(service, environment.keySet());

        SuiteConfig config = FolderCheck.run(
                        DeploymentYaml.root().resolve(FOLDER + "config"), environment, new Properties())
                .config();

        Set<Integer> expected =
                new TreeSet<>(Set.of(config.bus().port(), config.bus().messagePort()));
        if (service.equals("edge-proxy")) {
            config.listeners().stream().map(ListenerConfig::bind).forEach(bind -> expected.add(bind.port()));
            expected.add(config.admin().bind().port());
        } else {
            expected.add(config.admin().api().port());
        }
        assertThat(ports(workload(service))).isEqualTo(expected);
        Duration grace =
                Duration.ofSeconds(workload(service).number("spec.template.spec.terminationGracePeriodSeconds"));
        assertThat(grace)
                .isGreaterThan(
                        config.limits().drain().plus(config.restart().delay()).plus(CLOSING));
    }

    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        KUSTOMIZATION.list("configMapGenerator").stream()
                .filter(map -> map.text("name").equals("environment"))
                .flatMap(map -> map.texts("literals").stream())
                .forEach(pair ->
                        environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1)));
        for (DeploymentYaml variable : container(workload(service)).list("env")) {
            String value = variable.has("value")
                    ? variable.text("value")
                    : variable.has("valueFrom.secretKeyRef") ? "a-token-of-some-length" : "10.0.0.1";
            environment.put(variable.text("name"), value);
        }
        return environment;
    }

    @ParameterizedTest
    @FieldSource("FIVE")
    void probesAskForPathsThatAreServed(String service) throws IOException {
        String api = Files.readString(DeploymentYaml.root().resolve("docs/api.md"));
        DeploymentYaml container = container(workload(service));
        Set<String> ports =
                container.list("ports").stream().map(port -> port.text("name")).collect(Collectors.toSet());

        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            DeploymentYaml get = container.at(probe + ".httpGet");
            assertThat(api).contains(get.text("path"));
            assertThat(ports).contains(get.text("port"));
            assertThat(get.text("path")).isEqualTo(probe.equals("readinessProbe") ? "/health/ready" : "/health/live");
        }
    }

    @Test
    void nobodyHasRightsThatItDoesNotNeed() {
        for (DeploymentYaml workload : kind("Deployment", "StatefulSet").toList()) {
            DeploymentYaml pod = workload.at("spec.template.spec");
            DeploymentYaml container = container(workload);
            assertThat(pod.text("automountServiceAccountToken")).isEqualTo("false");
            assertThat(pod.text("securityContext.runAsNonRoot")).isEqualTo("true");
            assertThat(pod.text("securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
            assertThat(container.text("securityContext.allowPrivilegeEscalation"))
                    .isEqualTo("false");
            assertThat(container.text("securityContext.readOnlyRootFilesystem")).isEqualTo("true");
            assertThat(container.texts("securityContext.capabilities.drop")).containsExactly("ALL");
            assertThat(container.has("resources.limits.memory")).isTrue();
            // Variables such as SALLYPORT_X_PORT would be taken for keys.
            assertThat(pod.text("enableServiceLinks")).isEqualTo("false");
        }
    }

    @ParameterizedTest
    @FieldSource("FIVE")
    void hasABudgetAndSpreadsAndSelectsItself(String service) {
        DeploymentYaml workload = workload(service);

        assertThat(labels(workload)).containsAllEntriesOf(workload.entries("spec.selector.matchLabels"));
        assertThat(labels(workload)).containsEntry("sallyport.io/bus", "member");
        assertThat(workload.list("spec.template.spec.topologySpreadConstraints").stream()
                        .map(spread -> spread.entries("labelSelector.matchLabels")))
                .hasSize(2)
                .allMatch(selected -> selected.equals(workload.entries("spec.selector.matchLabels")));
        assertThat(kind("PodDisruptionBudget")
                        .filter(budget -> budget.entries("spec.selector.matchLabels")
                                .equals(workload.entries("spec.selector.matchLabels"))))
                .hasSize(1);
    }

    @Test
    void autoscalersMeanWorkloads() {
        assertThat(kind("HorizontalPodAutoscaler")).isNotEmpty().allSatisfy(scaler -> {
            DeploymentYaml workload = workload(scaler.text("spec.scaleTargetRef.name"));
            assertThat(workload.text("kind")).isEqualTo(scaler.text("spec.scaleTargetRef.kind"));
            assertThat(scaler.number("spec.minReplicas")).isGreaterThanOrEqualTo(2);
            // An apply would take back what the scaler has added.
            assertThat(workload.has("spec.replicas")).as(workload.where()).isFalse();
            assertThat(container(workload).has("resources.requests.cpu")).isTrue();
        });
    }

    @Test
    void servicesLeadToPortsOfTheirPods() {
        assertThat(kind("Service")).isNotEmpty().allSatisfy(service -> {
            List<DeploymentYaml> chosen = chosen(service.entries("spec.selector"));
            assertThat(chosen).as(service.where()).isNotEmpty();
            for (DeploymentYaml port : service.list("spec.ports")) {
                String target = port.has("targetPort") ? port.text("targetPort") : port.text("port");
                assertThat(chosen)
                        .allMatch(workload -> container(workload).list("ports").stream()
                                .anyMatch(own ->
                                        target.equals(own.text("name")) || target.equals(own.text("containerPort"))));
            }
        });
        // The bus is found by names of services that have no address of their own.
        for (String member :
                environment("edge-proxy").get("SALLYPORT_BUS_MEMBERS").split(",", -1)) {
            DeploymentYaml bus = kind("Service")
                    .filter(service -> service.text("metadata.name").equals(member.substring(0, member.indexOf(':'))))
                    .findFirst()
                    .orElseThrow();
            assertThat(bus.text("spec.clusterIP")).isEqualTo("None");
            assertThat(bus.text("spec.publishNotReadyAddresses")).isEqualTo("true");
            assertThat(chosen(bus.entries("spec.selector"))).hasSize(FIVE.size());
        }
    }

    private static List<DeploymentYaml> chosen(Map<String, String> selector) {
        return kind("Deployment", "StatefulSet")
                .filter(workload -> labels(workload).entrySet().containsAll(selector.entrySet()))
                .toList();
    }

    @Test
    void networkPoliciesLetInEveryPortAndNoOther() {
        Map<String, Set<Integer>> open = new HashMap<>();
        for (DeploymentYaml policy : kind("NetworkPolicy").toList()) {
            for (DeploymentYaml workload : chosen(policy.entries("spec.podSelector.matchLabels"))) {
                policy.list("spec.ingress").stream()
                        .flatMap(rule -> rule.list("ports").stream())
                        .forEach(port -> open.computeIfAbsent(workload.text("metadata.name"), name -> new TreeSet<>())
                                .add(port.number("port")));
            }
        }
        Set<Integer> bus = Set.of(5701, 5751, 9001);
        assertThat(open.get("redis")).isEqualTo(ports(workload("redis")));
        for (String service : FIVE) {
            Set<Integer> wanted = new TreeSet<>(ports(workload(service)));
            wanted.addAll(bus);
            assertThat(open.get(service)).as(service).isEqualTo(wanted);
        }
    }

    @Test
    void namesOfVolumesMapsAndSecretsAreThere() {
        Set<String> maps = KUSTOMIZATION.list("configMapGenerator").stream()
                .map(map -> map.text("name"))
                .collect(Collectors.toSet());
        for (String service : FIVE) {
            DeploymentYaml workload = workload(service);
            Set<String> volumes = Stream.concat(
                            workload.list("spec.template.spec.volumes").stream().map(volume -> volume.text("name")),
                            workload.list("spec.volumeClaimTemplates").stream()
                                    .map(claim -> claim.text("metadata.name")))
                    .collect(Collectors.toSet());
            assertThat(container(workload).list("volumeMounts").stream().map(mount -> mount.text("name")))
                    .containsExactlyInAnyOrderElementsOf(volumes);
            assertThat(workload.list("spec.template.spec.volumes").stream()
                            .filter(volume -> volume.has("configMap"))
                            .map(volume -> volume.text("configMap.name")))
                    .isNotEmpty()
                    .allMatch(maps::contains);
            assertThat(container(workload).list("envFrom").stream().map(from -> from.text("configMapRef.name")))
                    .allMatch(maps::contains);
        }
        assertThat(KUSTOMIZATION.list("configMapGenerator").stream().flatMap(map -> map.texts("files").stream()))
                .filteredOn(Objects::nonNull)
                .allSatisfy(file ->
                        assertThat(DeploymentYaml.root().resolve(FOLDER + file)).isRegularFile());
    }
}
