package io.sallyport.contract.settings;

import java.util.Optional;

/**
 * Where addresses are.
 *
 * @param database a file in MaxMind DB format with countries, relative to the configuration folder; none: every address
 *     that is not private is {@code unknown}
 */
public record GeoConfig(Optional<String> database) {
    public GeoConfig {
        database = database == null ? Optional.empty() : database;
    }
}
