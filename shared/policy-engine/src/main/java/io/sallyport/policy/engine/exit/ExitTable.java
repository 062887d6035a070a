package io.sallyport.policy.engine.exit;

import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exits of a policy, by the names that rules use. Immutable. */
public final class ExitTable {
    /** Without exits. */
    public static final ExitTable NONE = new ExitTable(Map.of(), Set.of());

    private final Map<String, ExitGroup> groups;
    private final Set<ExitWay> ways;

    private ExitTable(Map<String, ExitGroup> groups, Set<ExitWay> ways) {
        this.groups = groups;
        this.ways = ways;
    }

    /** Of a document that {@link ExitValidator} finds nothing wrong with. */
    public static ExitTable compile(PoliciesDocument document) {
        if (document.exits().isEmpty()) {
            return NONE;
        }
        Map<String, ExitGroup> groups = new HashMap<>();
        Map<String, List<ExitGroup>> countries = new LinkedHashMap<>();
        Set<ExitWay> ways = new LinkedHashSet<>();
        for (ExitDocument exit : document.exits()) {
            ExitGroup group = new ExitGroup(exit.name(), ways(exit), exit.sticky(), exit.failClosed());
            groups.put(exit.name(), group);
            ways.addAll(group.ways());
            exit.country()
                    .ifPresent(country -> countries
                            .computeIfAbsent(country, none -> new ArrayList<>())
                            .add(group));
        }
        countries.forEach((country, members) -> groups.put("country:" + country, joined(country, members)));
        return new ExitTable(Map.copyOf(groups), ways);
    }

    private static List<ExitWay> ways(ExitDocument exit) {
        List<ExitWay> ways = new ArrayList<>();
        String ca = exit.ca().orElse("");
        exit.via().forEach(via -> ways.add(new ExitWay(exit.name(), Way.through(via), ca, exit.check())));
        exit.source().forEach(source -> ways.add(new ExitWay(exit.name(), Way.from(source), "", exit.check())));
        return ways;
    }

    /** One that must fail closed makes all of them; how sticky it is, the first one says. */
    private static ExitGroup joined(String country, List<ExitGroup> members) {
        List<ExitWay> ways =
                members.stream().flatMap(member -> member.ways().stream()).toList();
        boolean failClosed = members.stream().anyMatch(ExitGroup::failClosed);
        return new ExitGroup("country:" + country, ways, members.get(0).sticky(), failClosed);
    }

    /** {@code null} when there is no such exit. */
    public @Nullable ExitGroup group(String name) {
        return groups.get(name);
    }

    /** All ways of all pools, in the order of the document. */
    public Set<ExitWay> ways() {
        return ways;
    }
}
