package io.sallyport.policy.engine.list;

import org.jspecify.annotations.Nullable;

/** How the lines of a kind of list are to be read. One instance reads one text, line after line. */
interface LineFormat {
    /** Hands on what the line says; why it is skipped, or {@code null}. */
    @Nullable
    SkipReason read(String line, NameSink sink);

    /** What decides between names and exceptions of such a list. */
    default Order order() {
        return Order.EXCEPTIONS;
    }
}
