package io.sallyport.cache.engine.stored;

import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The responses stored under one key, newest first, at most {@link #MAX} of them. Immutable.
 *
 * @param entries newest first
 */
public record Variants<E extends Stored>(List<E> entries) {
    /** Past this many the oldest goes: a key with more variants is rarely asked for the same one twice. */
    public static final int MAX = 16;

    private static final Variants<?> NONE = new Variants<>(List.of());

    public Variants {
        entries = List.copyOf(entries);
    }

    @SuppressWarnings("unchecked") // holds nothing, so it holds nothing of another type
    public static <E extends Stored> Variants<E> none() {
        return (Variants<E>) NONE;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The newest one that answers the request; {@code null} when none does. */
    public @Nullable E select(HeaderView request) {
        for (int i = 0; i < entries.size(); i++) {
            E entry = entries.get(i);
            if (entry.head().vary().matches(request)) {
                return entry;
            }
        }
        return null;
    }

    /** With an entry in front, without those it makes unreachable. */
    public Variants<E> with(E entry) {
        VaryKey vary = entry.head().vary();
        List<E> kept = new ArrayList<>(entries.size() + 1);
        kept.add(entry);
        if (!vary.names().isEmpty()) {
            for (E old : entries) {
                if (kept.size() < MAX && !old.head().vary().equals(vary)) {
                    kept.add(old);
                }
            }
        }
        return new Variants<>(kept);
    }

    /** Each in its place as the function leaves it, without those of which it leaves {@code null}; this when all are the same. */
    public Variants<E> each(Function<E, @Nullable E> leaves) {
        List<E> left = new ArrayList<>(entries.size());
        boolean same = true;
        for (E entry : entries) {
            E kept = leaves.apply(entry);
            same &= kept == entry;
            if (kept != null) {
                left.add(kept);
            }
        }
        if (same) {
            return this;
        }
        return left.isEmpty() ? none() : new Variants<>(left);
    }

    /** Without this very entry. */
    public Variants<E> without(E entry) {
        List<E> kept = new ArrayList<>(entries);
        kept.removeIf(old -> old == entry);
        return kept.isEmpty() ? none() : new Variants<>(kept);
    }

    /** Whether this very entry is among them. */
    public boolean holds(E entry) {
        for (E old : entries) {
            if (old == entry) {
                return true;
            }
        }
        return false;
    }
}
