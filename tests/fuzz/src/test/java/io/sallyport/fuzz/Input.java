package io.sallyport.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of the fuzzer taken for something: one instance reads them once, from the front. */
public final class Input {
    private static final int LINES_MAX = 16;

    private final byte[] bytes;
    private int at;

    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Lines of a field as they come off the wire: Latin-1, cut at each line feed; the last one takes the rest. */
    public static List<String> lines(byte[] bytes) {
        return List.of(wire(bytes).split("\n", LINES_MAX));
    }

    /** As heads of HTTP/1.1 are decoded. */
    public static String wire(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** As configuration, lists and JSON are decoded. */
    public static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The next byte, 0 to 255; 0 when there is none. */
    public int octet() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    /** The next eight bytes as a number; those that are missing are 0. */
    public long number() {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << Byte.SIZE | octet();
        }
        return number;
    }

    /** Up to the next line feed, as {@link #wire}. */
    public String word() {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String word = wire(Arrays.copyOfRange(bytes, at, end));
        at = Math.min(end + 1, bytes.length);
        return word;
    }

    /** All that is left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** All that is left, as words. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        while (at < bytes.length && words.size() < LINES_MAX) {
            words.add(word());
        }
        return words;
    }
}
