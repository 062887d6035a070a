package io.sallyport.policy.api;

import io.sallyport.policy.engine.list.LineSearch.FoundLine;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.lookup.LineDesk.Lines;
import java.util.List;

/**
 * What a list says of a host.
 *
 * @param covered whether it lists the host
 * @param listed  the name on it: the host or a domain above it; empty when it is not covered
 * @param current whether the text is still the one that is in force; without that there are no lines
 * @param lines   that speak of the host, exceptions included
 */
public record FoundAnswer(
        String list, String host, boolean covered, String listed, boolean current, List<FoundLine> lines) {
    static FoundAnswer of(String list, String host, NameSet names, Lines lines) {
        int from = names.covering(host);
        String listed = from < 0 ? "" : host.substring(from);
        return new FoundAnswer(list, host, from >= 0, listed, lines.current(), lines.found());
    }
}
