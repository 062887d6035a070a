package io.sallyport.policy.engine.list;

import org.jspecify.annotations.Nullable;

/**
 * One name a line; {@code #} begins a comment anywhere, {@code !} at the start of a line. A leading {@code *.} or dot is
 * dropped, because a listed name covers the names below it anyway.
 */
final class DomainLines implements LineFormat {
    @Override
    public @Nullable SkipReason read(String line, NameSink sink) {
        String content = PlainNames.content(line, '#');
        if (content.isEmpty()) {
            return null;
        }
        int from = content.startsWith("*.") ? 2 : content.startsWith(".") ? 1 : 0;
        return PlainNames.take(content.substring(from), false, sink);
    }
}
