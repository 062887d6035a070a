package io.sallyport.kit.config;

import java.util.List;

/** A configuration that cannot be used; each message says where, what was found and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> messages;

    public ConfigurationException(List<String> messages) {
        super(String.join("\n", messages));
        this.messages = List.copyOf(messages);
    }

    /** One or more, in the order of the file. */
    public List<String> messages() {
        return messages;
    }
}
