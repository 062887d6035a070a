package io.sallyport.contract.log.line;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** Texts of strangers in access logs: one line whatever they hold, JSON that reads as what was written. */
public final class EscapesTarget {
    private EscapesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        check(Input.utf8(input));
        check(new String(input, StandardCharsets.UTF_16BE));
        Cost.atLength(input, bytes -> Escapes.quoted(new StringBuilder(), Input.utf8(bytes)));
    }

    private static void check(String text) {
        StringBuilder json = new StringBuilder("{\"a\":\"");
        Escapes.json(json, text);
        String object = json.append("\"}").toString();
        Check.oneLine(object);
        Check.same(new JsonObject(object).getString("a"), text);
        StringBuilder quoted = new StringBuilder();
        Escapes.quoted(quoted, text);
        StringBuilder bare = new StringBuilder();
        Escapes.bare(bare, text);
        Check.that(quoted.chars().allMatch(c -> c >= ' ' && c < 0x7f), "not printable: " + quoted);
        Check.that(bare.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"'), "not bare: " + bare);
        Check.that(!quoted.toString().replaceAll("\\\\.", "").contains("\""), "a quote ends it: " + quoted);
    }
}
