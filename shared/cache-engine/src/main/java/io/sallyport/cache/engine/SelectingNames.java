package io.sallyport.cache.engine;

import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.forwarded.Hearsay;
import java.util.List;
import java.util.TreeSet;

/**
 * The request fields that select a response: those that its Vary names, seen with a proxy's eyes.
 *
 * <p>Some fields do not reach the origin as the client sent them. What never reaches it, and what we say in its place and
 * have in the key (scheme and host), selects nothing. What we say and what is different for each request cannot be kept
 * apart by the client's own words, so that a response that varies by it answers one request only.
 *
 * <p>Some responses vary without saying so, and one client's then harms the others: a coded one to who cannot decode it,
 * one that allows a page's origin to the pages of another. Both select by the field that was plainly heeded.
 */
final class SelectingNames {
    private SelectingNames() {}

    static FieldNames of(RequestFacts facts, HeaderView response) {
        FieldNames told = FieldNames.parse(response.all("vary"));
        boolean coded = isCoded(response) && !told.contains("accept-encoding");
        boolean crossOrigin = echoesOrigin(facts, response) && !told.contains("origin");
        boolean hearsay = false;
        for (String name : told.names()) {
            hearsay |= isHearsay(name);
        }
        if (told.any() || !(coded || crossOrigin || hearsay)) {
            return told;
        }
        return seen(facts, told, coded, crossOrigin);
    }

    private static FieldNames seen(RequestFacts facts, FieldNames told, boolean coded, boolean crossOrigin) {
        TreeSet<String> names = new TreeSet<>();
        boolean any = false;
        for (String name : told.names()) {
            any |= isOfOneRequest(name, facts.forward());
            if (!isHearsay(name)) {
                names.add(name);
            }
        }
        if (coded) {
            names.add("accept-encoding");
        }
        if (crossOrigin) {
            names.add("origin");
        }
        return new FieldNames(any, List.copyOf(names));
    }

    private static boolean isHearsay(String name) {
        return name.equals("x-request-id") || Hearsay.isTrace(name) || Hearsay.isOverride(name);
    }

    /** On the forward side the origin gets none of them, the client's own request id excepted. */
    private static boolean isOfOneRequest(String name, boolean forward) {
        return name.equals("via") || name.equals("x-request-id") || (!forward && name.equals("x-forwarded-for"));
    }

    private static boolean isCoded(HeaderView response) {
        String coding = response.get("content-encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private static boolean echoesOrigin(RequestFacts facts, HeaderView response) {
        String allowed = response.get("access-control-allow-origin");
        return allowed != null
                && !allowed.equals("*")
                && allowed.equals(facts.headers().get("origin"));
    }
}
