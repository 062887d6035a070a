package io.sallyport.contract.cache;

import java.util.List;

/**
 * What does an edge's cache know of a URL?
 *
 * @param url    absolute, http or https
 * @param fields further request fields to suppose, each {@code Name: value}
 * @param shared whether the tier that all edges share is to be asked as well
 */
public record EntriesQuestion(String url, List<String> fields, boolean shared) {
    public EntriesQuestion {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }
}
