package io.sallyport.cache.engine.purge;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import java.util.HashSet;
import java.util.List;

/** Groups that a server puts its answers in: each once, bounded in number. */
public final class CacheGroupsTarget {
    private static final String[] FIELDS = {
        "cache-groups", "surrogate-key", "cache-tag", "xkey", "cache-group-invalidation"
    };

    private CacheGroupsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        HeaderView answer = answer(Input.lines(input));
        CacheGroups groups = Cost.of(input.length, () -> CacheGroups.of(answer));
        Check.that(groups.names().size() <= CacheGroups.MAX, groups.names().size() + " groups");
        Check.same(new HashSet<>(groups.names()).size(), groups.names().size());
        Check.that(!groups.isIncomplete() || groups.names().size() == CacheGroups.MAX, "incomplete, and not full");
        Check.that(CacheGroups.invalidatedBy(answer).size() <= CacheGroups.MAX, "too many to invalidate");
        Cost.atLength(input, bytes -> CacheGroups.of(answer(List.of("", Input.wire(bytes)))));
    }

    private static HeaderView answer(List<String> lines) {
        String[] fields = new String[2 * lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            fields[2 * i] = FIELDS[i % FIELDS.length];
            fields[2 * i + 1] = lines.get(i);
        }
        return HeaderList.of(fields);
    }
}
