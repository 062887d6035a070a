package io.sallyport.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a constructor or a {@code parse} method said against a value: {@code key: found X, allowed: Y}, the key being
 * optional. Anything else becomes the reason of a plain refusal.
 *
 * @param key empty when the value as a whole is refused
 */
record Refusal(String key, String found, String allowed) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<key>[\\w.\\[\\]-]+): )?found (?<found>.*?), allowed: (?<allowed>.*)", Pattern.DOTALL);

    static Refusal of(@Nullable String message, String value) {
        Matcher matcher = FORM.matcher(message == null ? "" : message);
        if (!matcher.matches()) {
            return new Refusal("", value, message == null ? "another value" : "another value (" + message + ")");
        }
        String key = matcher.group("key");
        return new Refusal(key == null ? "" : key, matcher.group("found"), matcher.group("allowed"));
    }
}
