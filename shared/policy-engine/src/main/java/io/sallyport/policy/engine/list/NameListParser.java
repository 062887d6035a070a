package io.sallyport.policy.engine.list;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.policy.engine.list.ParsedNames.SkippedLine;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lists as they are found in the world: what is not understood is skipped and counted by reason, never fatal. One
 * pass, memory bounded by the result.
 */
public final class NameListParser {
    private static final int KEPT_LINES = 10;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Map<SkipReason, Long> byReason = new EnumMap<>(SkipReason.class);
    private final List<SkippedLine> first = new ArrayList<>();
    private long skipped;

    private NameListParser() {}

    /** Reads to the end of the text; the caller closes it. Fails only when reading fails. */
    public static ParsedNames parse(Reader text, Format format) throws IOException {
        NameListParser parser = new NameListParser();
        LineFormat lines = lines(format);
        NameSetBuilder names = new NameSetBuilder(lines.order());
        long count = walk(text, lines, new LineWalk() {
            @Override
            public NameSink line(long number, String line) {
                return names;
            }

            @Override
            public void skipped(long number, String line, SkipReason reason) {
                parser.skip(number, line, reason);
            }
        });
        return new ParsedNames(names.build(), count, parser.skipped, parser.byReason, parser.first);
    }

    /** Who follows a list line by line. */
    interface LineWalk {
        /** Where to hand what the line says. */
        NameSink line(long number, String line);

        void skipped(long number, String line, SkipReason reason);
    }

    /** Reads to the end of the text, and returns how many lines it has. */
    static long walk(Reader text, LineFormat format, LineWalk walk) throws IOException {
        BoundedLines lines = new BoundedLines(text);
        long number = 0;
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            number++;
            boolean marked = number == 1 && !raw.isEmpty() && raw.charAt(0) == BYTE_ORDER_MARK;
            String line = marked ? raw.substring(1) : raw;
            NameSink sink = walk.line(number, line);
            SkipReason reason = lines.tooLong() ? SkipReason.TOO_LONG : format.read(line, sink);
            if (reason != null) {
                walk.skipped(number, line, reason);
            }
        }
        return number;
    }

    static LineFormat lines(Format format) {
        return switch (format) {
            case HOSTS -> new HostsLines();
            case DOMAINS -> new DomainLines();
            case ADBLOCK -> new AdblockLines();
            case RPZ -> new ZoneLines();
        };
    }

    private void skip(long number, String line, SkipReason reason) {
        skipped++;
        byReason.merge(reason, 1L, Long::sum);
        if (first.size() < KEPT_LINES) {
            first.add(new SkippedLine(number, reason, Quoted.of(line)));
        }
    }
}
