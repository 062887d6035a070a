package io.sallyport.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message holds one finding a line, in the order of the text. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public ConfigException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /** Never empty. */
    public List<Finding> findings() {
        return findings;
    }
}
