package io.sallyport.cache.engine.key;

import io.sallyport.cache.engine.stored.SelectingValue;
import io.sallyport.http.Cookies;
import io.sallyport.http.HeaderView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a key that comes from request fields and cookies. One line for each that the rules name, sorted, fields
 * first: {@code name=value}, or the name alone when the request has none; the line of a cookie begins with
 * {@code cookie:}. Every line ends in a line feed.
 *
 * <p>There is no such part, and so no stored answer, for a request whose origin might read it in another way than we do:
 * with a control character in a value, with a cookie of the name twice or where servers differ about where it begins, with a field that differs from the name by an
 * underscore only (servers by way of CGI cannot tell them apart); nor for one that is longer than {@link #MAX}.
 */
final class KeyParts {
    /** Most characters. */
    static final int MAX = 1024;

    private final List<String> headers;
    private final List<String> cookies;

    /**
     * @param headers names, lower case, sorted
     * @param cookies names, sorted
     */
    KeyParts(List<String> headers, List<String> cookies) {
        this.headers = headers;
        this.cookies = cookies;
    }

    @Nullable
    String of(HeaderView request) {
        if (hasLookalike(request)) {
            return null;
        }
        StringBuilder text = new StringBuilder(64);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.get(i);
            String value = SelectingValue.joined(request, name);
            if (!line(text.append(name), value == null ? null : SelectingValue.normal(name, value))) {
                return null;
            }
        }
        for (int i = 0; i < cookies.size(); i++) {
            String name = cookies.get(i);
            if (Cookies.isRepeated(request, name)
                    || Cookies.isAmbiguous(request, name)
                    || !line(text.append("cookie:").append(name), Cookies.value(request, name))) {
                return null;
            }
        }
        return text.toString();
    }

    /** Says whether the value may stand in a key. */
    private static boolean line(StringBuilder text, @Nullable String value) {
        if (value != null) {
            if (!isClean(value)) {
                return false;
            }
            text.append('=').append(value);
        }
        return text.append('\n').length() <= MAX;
    }

    private static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private boolean hasLookalike(HeaderView request) {
        boolean[] found = {false};
        request.forEach((name, value) -> found[0] |= name.indexOf('_') >= 0 && isLookalike(name));
        return found[0];
    }

    private boolean isLookalike(String name) {
        for (int i = 0; i < headers.size(); i++) {
            String known = headers.get(i);
            if (!known.equalsIgnoreCase(name) && known.replace('_', '-').equalsIgnoreCase(name.replace('_', '-'))) {
                return true;
            }
        }
        return false;
    }
}
