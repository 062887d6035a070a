package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.SuiteConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What images and manifests may name: services with a main class, and keys of the configuration as variables. */
final class ServiceModules {
    /** Those of the suite proper. */
    static final List<String> FIVE =
            List.of("edge-proxy", "policy-service", "router-service", "cache-service", "log-collector");

    private static final Pattern MAIN = Pattern.compile("<service\\.main>([^<]+)</service\\.main>");
    private static final String PREFIX = "SALLYPORT_";
    /** Variables that the configuration's files or log lines read by name. */
    private static final Set<String> BY_NAME = Set.of("SALLYPORT_LOG_LEVEL");

    private ServiceModules() {}

    /** The main class that a service's jar names; images are made by it. */
    static String main(String service) {
        try {
            String pom = Files.readString(
                    DeploymentYaml.root().resolve("services").resolve(service).resolve("pom.xml"));
            Matcher matcher = MAIN.matcher(pom);
            assertThat(matcher.find()).as(service + " names its main class").isTrue();
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " is no service", e);
        }
    }

    /** Fails unless each variable that means a key means one that there is. */
    static void assertKeys(String where, Collection<String> variables) {
        Set<String> keys = ConfigurationKeys.of(SuiteConfig.class).keySet().stream()
                .filter(key -> !key.contains("[]"))
                .map(key -> key.replace(".", "").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        List<String> unknown = variables.stream()
                .filter(name -> name.startsWith(PREFIX) && !BY_NAME.contains(name))
                .filter(name -> !keys.contains(
                        name.substring(PREFIX.length()).replace("_", "").toLowerCase(Locale.ROOT)))
                .toList();
        assertThat(unknown).as("%s: variables that are no key", where).isEmpty();
    }
}
