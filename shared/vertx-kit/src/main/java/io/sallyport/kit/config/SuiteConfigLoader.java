package io.sallyport.kit.config;

import io.sallyport.contract.settings.SuiteConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads {@code sallyport.yaml}. */
public final class SuiteConfigLoader {
    /** The file name of the suite's settings in the configuration folder. */
    public static final String FILE = "sallyport.yaml";

    private SuiteConfigLoader() {}

    /** The settings of the folder; ConfigurationException when they cannot be used. Reads a file: not for an event loop. */
    public static SuiteConfig load(Path folder, Map<String, String> environment, Properties properties) {
        throw new ConfigurationException(List.of("not yet"));
    }
}
