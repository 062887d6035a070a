package io.sallyport.policy.subscription;

import io.sallyport.policy.engine.list.ParsedNames;
import java.util.Locale;

/**
 * Whether a text that was fetched takes the place of the one before. A server that fails often answers 200 with a page of
 * its own, and a list that is suddenly nearly empty would open what was shut.
 */
sealed interface Judgement {
    /** Names below which any share of them may go. */
    int FEW = 100;

    int SHRINK = 10;

    /** How compressed files begin. */
    String GZIP = "\u001f";

    record Taken() implements Judgement {}

    /** @param reason in words */
    record HeldBack(String reason) implements Judgement {}

    /**
     * Of a text by its beginning.
     *
     * @param beginning the first few hundred bytes as characters
     * @param type      what the server says it is; may be empty
     */
    static Judgement ofBeginning(String beginning, String type) {
        String start = beginning.stripLeading().toLowerCase(Locale.ROOT);
        if (beginning.indexOf('\0') >= 0 || beginning.startsWith(GZIP)) {
            return new HeldBack("it is not text");
        }
        boolean page = start.startsWith("<") || type.toLowerCase(Locale.ROOT).startsWith("text/html");
        return page ? new HeldBack("it is a page, not a list") : new Taken();
    }

    /**
     * Of a text by what it holds.
     *
     * @param before   names of the text before; 0 when there was none
     * @param accepted whether somebody has said that it is meant
     */
    static Judgement ofNames(ParsedNames parsed, long before, boolean accepted) {
        long names = parsed.names().size();
        if (names == 0 && parsed.names().exceptions() == 0 && parsed.skipped() > 0) {
            return new HeldBack("none of its " + parsed.lines() + " lines was understood");
        }
        boolean shrunk = before >= FEW && names < before / SHRINK;
        return shrunk && !accepted
                ? new HeldBack("it has " + names + " names where there were " + before)
                : new Taken();
    }
}
