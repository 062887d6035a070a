package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Cidr;
import io.sallyport.routing.match.PathPattern;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks {@code routes} against themselves and the clusters. */
final class RouteCheck {
    private final Findings findings;
    private final AnswerRuleCheck answers;
    private final Map<String, ClusterDocument> clusters = new LinkedHashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final MatchCheck match;
    private final RouteActionCheck actions;
    private final VersionsCheck versions;
    private final CanaryCheck canaries;
    private final BalanceCheck balance;
    private final ShadowCheck shadows;

    RouteCheck(Findings findings, List<ClusterDocument> clusters) {
        this.findings = findings;
        this.match = new MatchCheck(findings);
        this.actions = new RouteActionCheck(findings);
        this.answers = new AnswerRuleCheck(findings);
        this.versions = new VersionsCheck(findings);
        this.balance = new BalanceCheck(findings);
        this.canaries = new CanaryCheck(findings, versions);
        this.shadows = new ShadowCheck(findings, versions, this.clusters);
        clusters.forEach(cluster -> this.clusters.putIfAbsent(cluster.name(), cluster));
    }

    void check(List<RouteDocument> routes) {
        for (int i = 0; i < routes.size(); i++) {
            check(routes.get(i), "routes[" + i + "]");
        }
    }

    private void check(RouteDocument route, String path) {
        findings.unique(names, route.name(), path + ".name");
        match(route, path);
        target(route, path);
        versions.check(route, clusters.get(route.cluster()), path);
        answers.conceal(route.conceal(), path + ".conceal");
        route.compress().ifPresent(compress -> answers.compress(compress, path + ".compress"));
        canaries.check(route, clusters.get(route.cluster()), path);
        shadows.check(route, path);
        balance.check(route, path);
        purge(route.cache().purge(), path + ".cache.purge");
    }

    /** The message of {@link Cidr#parse} comes apart into the two halves of a finding. */
    private void purge(List<String> ranges, String path) {
        for (int i = 0; i < ranges.size(); i++) {
            try {
                Cidr.parse(ranges.get(i));
            } catch (IllegalArgumentException e) {
                String[] halves = String.valueOf(e.getMessage()).split(", allowed: ", 2);
                findings.add(path + "[" + i + "]", halves[0].substring("found ".length()), halves[1]);
            }
        }
    }

    private void match(RouteDocument route, String path) {
        match.check(route.match(), path + ".match");
        actions.methods(route.match().method(), path + ".match.method");
        actions.check(route, PathPattern.of(route.match()), path);
    }

    /** What a server does not answer needs none, and what only servers take part in has no meaning without one. */
    private void target(RouteDocument route, String path) {
        int targets = (route.cluster().isEmpty() ? 0 : 1)
                + (route.redirect().isPresent() ? 1 : 0)
                + (route.answer().isPresent() ? 1 : 0);
        if (targets > 1) {
            findings.add(path, "several of cluster, redirect and answer", "exactly one of them");
        } else if (!route.cluster().isEmpty()) {
            cluster(route, path);
        } else {
            withoutServers(route, path);
        }
    }

    private void withoutServers(RouteDocument route, String path) {
        Map<String, Boolean> keys = new LinkedHashMap<>();
        keys.put("versions", route.versions().isPresent());
        keys.put("canary", route.canary().isPresent());
        keys.put("shadow", route.shadow().isPresent());
        keys.put("cache", route.cache().enabled());
        keys.put("retry", route.retry().isPresent());
        keys.put(
                "rewrite.path",
                route.rewrite().filter(rewrite -> !rewrite.path().isEmpty()).isPresent());
        keys.put(
                "rewrite.host",
                route.rewrite().filter(rewrite -> !rewrite.host().isEmpty()).isPresent());
        keys.forEach((key, given) -> {
            if (given) {
                findings.add(path + "." + key, key + " without a cluster", "nothing, because no server is asked");
            }
        });
    }

    /** The known names stand alone in the text, so that whoever shows it can add which one was probably meant. */
    private void cluster(RouteDocument route, String path) {
        if (!clusters.containsKey(route.cluster())) {
            String known = clusters.isEmpty()
                    ? "the name of a cluster, and there is none"
                    : String.join(", ", clusters.keySet());
            findings.add(path + ".cluster", Findings.quoted(route.cluster()), known);
        }
    }
}
