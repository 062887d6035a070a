package io.sallyport.cache.engine.stored;

import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import io.sallyport.http.StandardNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which fields of a response are kept (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3.1">RFC 9111
 * section 3.1</a>): all but those of one connection, those that the response withholds, and Age, which is worked out anew for
 * each use.
 */
final class StorableFields {
    private static final Set<String> DROPPED = Set.of(
            "age",
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private StorableFields() {}

    /** In order. A missing Date is filled in with the time of receipt (RFC 9110 section 6.6.1). */
    static HeaderList of(HeaderView response, ResponseControl control, long responseMillis) {
        FieldNames nominated = FieldNames.parse(response.all("connection"));
        List<String> lines = new ArrayList<>(32);
        response.forEach((name, value) -> {
            boolean dropped = DROPPED.contains(name.toLowerCase(Locale.ROOT)) || nominated.contains(name);
            if (!dropped && !control.leavesOut(name)) {
                lines.add(StandardNames.shared(name));
                lines.add(value);
            }
        });
        if (!response.contains("date")) {
            lines.add("Date");
            lines.add(HttpDate.format(responseMillis / 1000));
        }
        return HeaderList.of(lines.toArray(String[]::new));
    }
}
