package io.sallyport.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds records from a tree, from the leaves up. A part that fails is reported and leaves the others alone. */
final class RecordBinder {
    /** Stands for a value that could not be built; never leaves this class but as the root of a failed document. */
    private static final Object FAILED = new Object();

    private final Findings findings;

    RecordBinder(Findings findings) {
        this.findings = findings;
    }

    /** The root of a document; null when there are findings. */
    @Nullable
    Object root(Class<?> type, Tree tree) {
        Object value = bind(type, tree, "");
        return value == FAILED ? null : value;
    }

    private @Nullable Object bind(Type declared, Tree tree, String path) {
        Shape.Typed type = new Shape.Typed(declared);
        if (type.isOptional()) {
            Object value = bind(type.inner().type(), tree, path);
            return value == FAILED ? FAILED : Optional.ofNullable(value);
        }
        if (tree instanceof Tree.Broken) {
            return FAILED;
        }
        if (tree instanceof Tree.Nothing) {
            return absent(type.declared());
        }
        if (type.isMany()) {
            return many(type, tree, path);
        }
        if (tree instanceof Tree.Leaf leaf && Scalars.reads(type.declared())) {
            return scalar(type.declared(), leaf, path);
        }
        if (tree instanceof Tree.Fields mapping && type.declared().isRecord()) {
            return fields(type.declared(), mapping, path);
        }
        findings.add(tree.at(), path, tree.describe(), allowed(type.declared()));
        return FAILED;
    }

    private static String allowed(Class<?> type) {
        if (!type.isRecord() || (Scalars.reads(type) && type.getRecordComponents().length < 2)) {
            return Scalars.allowed(type);
        }
        return "a mapping of " + String.join(", ", Shape.of(type).keys().keySet());
    }

    private static @Nullable Object absent(Class<?> type) {
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == boolean.class) {
            return Boolean.FALSE;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? (Object) 0 : null;
    }

    private Object many(Shape.Typed type, Tree tree, String path) {
        boolean alone = !(tree instanceof Tree.Items);
        List<Tree> trees = tree instanceof Tree.Items items ? items.trees() : List.of(tree);
        List<Object> values = new ArrayList<>(trees.size());
        boolean failed = false;
        for (int i = 0; i < trees.size(); i++) {
            Tree item = trees.get(i);
            String inner = alone ? path : path + "[" + i + "]";
            Object value = bind(type.inner().type(), item, inner);
            if (value == null) {
                findings.add(item.at(), inner, "nothing", allowed(type.inner().raw()));
            }
            failed |= value == null || value == FAILED;
            values.add(value);
        }
        if (failed) {
            return FAILED;
        }
        return type.declared() == List.class
                ? List.copyOf(values)
                : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    private Object scalar(Class<?> type, Tree.Leaf leaf, String path) {
        try {
            return Scalars.read(type, leaf.text());
        } catch (IllegalArgumentException e) {
            Refusal refusal = Refusal.of(e.getMessage(), leaf.describe());
            findings.add(leaf.at(), path, leaf.mask(refusal.found()), leaf.mask(refusal.allowed()));
            return FAILED;
        }
    }

    private Object fields(Class<?> type, Tree.Fields mapping, String path) {
        Shape shape = Shape.of(type);
        boolean failed = false;
        for (String key : mapping.fields().keySet()) {
            if (!shape.keys().containsKey(key)) {
                String allowed = Text.allowed(key, shape.keys().keySet());
                findings.add(mapping.fields().get(key).key(), Positions.join(path, key), "an unknown key", allowed);
                failed = true;
            }
        }
        List<Object> values = new ArrayList<>();
        for (var entry : shape.keys().entrySet()) {
            Tree.Field field = mapping.fields().get(entry.getKey());
            Tree tree = field == null ? new Tree.Nothing(mapping.at()) : field.value();
            Object value = bind(entry.getValue(), tree, Positions.join(path, entry.getKey()));
            failed |= value == FAILED;
            values.add(value);
        }
        return failed ? FAILED : construct(type, values, mapping, path);
    }

    private Object construct(Class<?> type, List<Object> values, Tree.Fields mapping, String path) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            refused(type, e.getTargetException(), mapping, path);
            return FAILED;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be constructed", e);
        }
    }

    private void refused(Class<?> type, Throwable cause, Tree.Fields mapping, String path) {
        if (cause instanceof Error error) {
            throw error;
        }
        boolean meant = cause instanceof IllegalArgumentException;
        Refusal refusal = meant
                ? Refusal.of(cause.getMessage(), mapping.describe())
                : new Refusal("", mapping.describe() + " that lacks a key", allowed(type));
        String key = refusal.key().equals("fallback") ? "default" : refusal.key();
        String inner = key.isEmpty() ? path : Positions.join(path, key);
        Tree.Field field = mapping.fields().get(key);
        Tree subject = field == null ? mapping : field.value();
        String found = subject instanceof Tree.Leaf leaf ? leaf.mask(refusal.found()) : refusal.found();
        findings.add(subject.at(), inner, found, refusal.allowed());
    }
}
