package io.sallyport.http;

import java.util.List;
import java.util.function.BiConsumer;

/** Read-only look at the fields of one message, in order, names without regard to case. No copy is made. */
public interface HeaderView {
    /** The first value, or {@code null}. */
    String get(String name);

    /** All values in order; empty when there is none. */
    List<String> all(String name);

    boolean contains(String name);

    /** Every field line in order. */
    void forEach(BiConsumer<String, String> line);
}
