package io.sallyport.config;

import java.util.Objects;

/** Turns a text into a tree of records. */
public final class Binder {
    private Binder() {}

    /**
     * Reads, substitutes, overrides and binds. A record's component name is the key, except that {@code fallback} is
     * written {@code default}; a key that is left out reaches the canonical constructor as {@code null} (an
     * {@code Optional} as empty, a primitive as zero), which puts the default or refuses with an
     * {@link IllegalArgumentException} whose message is {@code key: found X, allowed: Y}.
     *
     * @throws ConfigException with everything that is wrong with the text, and nothing else for any text
     */
    public static <T extends Record> Bound<T> bind(Class<T> type, Source source) {
        Findings findings = new Findings();
        Tree read = new YamlReader(source, findings).read();
        Tree tree = source.overrides().apply(type, read);
        Positions positions = Positions.of(source.file(), tree);
        Object value = new RecordBinder(findings).root(type, tree);
        findings.raise(source.file());
        return new Bound<>(Objects.requireNonNull(type.cast(value)), positions);
    }
}
