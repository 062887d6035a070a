package io.sallyport.http.range;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.BitSet;
import java.util.List;

/** Range and Content-Range: parts of the body alone, apart from each other, the very bytes that were asked for. */
public final class RangesTarget {
    private static final int SMALL = 200;

    private RangesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        int small = in.octet();
        long length = small < SMALL ? small : in.number() & Long.MAX_VALUE;
        String field = Input.wire(in.rest());
        ByteRanges ranges = Cost.of(input.length, () -> ByteRanges.parse(field, length));
        if (ranges != null) {
            check(ranges.parts(), length);
            if (length < SMALL) {
                Check.same(bits(ranges.parts()), asked(field, (int) length));
            }
        }
        ContentRange content = ContentRange.parse(List.of(field));
        if (content != null) {
            ByteRange range = content.range();
            boolean known = content.length() != ContentRange.UNKNOWN;
            Check.that(!known || range.last() < content.length(), "behind the end: " + content);
            String text = known ? range.contentRange(content.length()) : "bytes " + range + "/*";
            Check.same(ContentRange.parse(List.of(text)), content);
        }
        Cost.atLength(input, bytes -> ByteRanges.parse(Input.wire(bytes), Long.MAX_VALUE));
    }

    private static void check(List<ByteRange> parts, long length) {
        Check.that(parts.size() <= ByteRanges.MAX, parts.size() + " parts");
        for (ByteRange part : parts) {
            Check.that(
                    part.first() >= 0 && part.first() <= part.last() && part.last() < length, part + " of " + length);
            for (ByteRange other : parts) {
                Check.that(part == other || !part.touches(other), part + " touches " + other);
            }
        }
    }

    private static BitSet bits(List<ByteRange> parts) {
        BitSet bits = new BitSet();
        parts.forEach(part -> bits.set((int) part.first(), (int) part.last() + 1));
        return bits;
    }

    /** Byte by byte, with numbers that a double holds near enough. */
    private static BitSet asked(String field, int length) {
        BitSet bits = new BitSet();
        for (String member : field.substring(field.indexOf('=') + 1).split(",", -1)) {
            String text = member.strip();
            int dash = text.indexOf('-');
            if (dash == 0) {
                double count = Double.parseDouble(text.substring(1));
                bits.set((int) Math.max(0, length - count), length);
            } else if (dash > 0) {
                double first = Double.parseDouble(text.substring(0, dash));
                double last = dash == text.length() - 1 ? length : Double.parseDouble(text.substring(dash + 1));
                bits.set((int) Math.min(first, length), (int) Math.min(last + 1, length));
            }
        }
        return bits;
    }
}
