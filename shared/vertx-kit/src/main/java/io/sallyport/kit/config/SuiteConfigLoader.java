package io.sallyport.kit.config;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.config.Overrides;
import io.sallyport.config.Source;
import io.sallyport.contract.settings.SuiteConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Reads {@code sallyport.yaml}. What wins, from the weakest: the default, the file with <code>${NAME}</code> substituted, the
 * environment ({@code SALLYPORT_STORE_URL}), system properties ({@code -Dsallyport.store.url}).
 *
 * <p>The environment and the properties are read here and not through Vert.x Config, which would give them names
 * without positions, and needs a Vertx before the settings of that Vertx are known.
 */
public final class SuiteConfigLoader {
    /** The file name of the suite's settings in the configuration folder. */
    public static final String FILE = "sallyport.yaml";

    private SuiteConfigLoader() {}

    /**
     * The settings of the folder. Reads a file: not for an event loop.
     *
     * @throws ConfigException with every finding, each with file, line, column, key, what was found and what is allowed
     */
    public static SuiteConfig load(Path folder, Map<String, String> environment, Properties properties) {
        return bind(folder, environment, properties).value();
    }

    /** As {@link #load}, with the positions that later findings about the settings need. */
    public static Bound<SuiteConfig> bind(Path folder, Map<String, String> environment, Properties properties) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(
                    List.of(Finding.of(folder.toString(), "no such folder", "a folder that holds " + FILE)));
        }
        Map<String, String> named = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> named.put(name, properties.getProperty(name)));
        Source source = Source.read(folder.resolve(FILE))
                .withVariables(environment)
                .withOverrides(Overrides.of(environment, named));
        return Binder.bind(SuiteConfig.class, source);
    }
}
