package io.sallyport.policy.engine.list;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Lists of names in all formats: every line is used or counted, the compiled form survives its stored form, and covers
 * exactly the hosts that the lines, read one by one for people, speak of.
 */
public final class NameListTarget {
    private static final Format[] FORMATS = Format.values();
    private static final int FEW = 40;

    private NameListTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Input in = new Input(input);
        Format format = FORMATS[in.octet() % FORMATS.length];
        byte[] rest = in.rest();
        String text = Input.utf8(rest);
        ParsedNames parsed = Cost.of(rest.length, () -> parse(text, format));
        long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
        long counted =
                parsed.byReason().values().stream().mapToLong(Long::longValue).sum();
        Check.that(parsed.skipped() >= 0 && parsed.skipped() <= lines, parsed.skipped() + " of " + lines);
        Check.same(counted, parsed.skipped());
        Check.same(NameSetReader.read(parsed.names().stored().readAllBytes()), parsed.names());
        parsed.first().forEach(line -> Check.oneLine(line.toString()));
        Set<String> told = names(text, format);
        for (String host : told) {
            Check.same(HostNames.normalise(host), host);
            boolean covered = parsed.names().covers(host) || parsed.names().covers("www." + host);
            Check.that(covered || parsed.names().exceptions() > 0, "told of and not covered: " + host);
        }
        Cost.atLength(rest, bytes -> parse(Input.utf8(bytes), format));
    }

    /** Names without exceptions. */
    private static Set<String> names(String text, Format format) throws IOException {
        Set<String> names = new HashSet<>();
        NameListParser.walk(new StringReader(text), NameListParser.lines(format), new NameListParser.LineWalk() {
            @Override
            public NameSink line(long number, String line) {
                return (entry, name) -> entry.isException() || names.size() >= FEW || names.add(name) || true;
            }

            @Override
            public void skipped(long number, String line, SkipReason reason) {
                // counted by the parser under test
            }
        });
        return names;
    }

    private static ParsedNames parse(String text, Format format) {
        try {
            return NameListParser.parse(new StringReader(text), format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
