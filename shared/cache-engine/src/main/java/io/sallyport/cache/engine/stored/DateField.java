package io.sallyport.cache.engine.stored;

import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import java.util.List;

/** The Date of a response; one that is given twice is as good as none. */
final class DateField {
    private DateField() {}

    /** Epoch seconds, or {@link HttpDate#INVALID} when missing or unreadable. */
    static long seconds(HeaderView response, long nowSeconds) {
        List<String> lines = response.all("date");
        return lines.size() == 1 ? HttpDate.parse(lines.get(0), nowSeconds) : HttpDate.INVALID;
    }
}
