package io.sallyport.routing.validation;

import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import io.sallyport.contract.route.CanaryDocument.StickyDocument;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.routing.version.VersionRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks {@code routes[].canary}. */
final class CanaryCheck {
    private static final int STEPS_MAX = 50;

    private final Findings findings;
    private final VersionsCheck versions;

    CanaryCheck(Findings findings, VersionsCheck versions) {
        this.findings = findings;
        this.versions = versions;
    }

    /** @param cluster what the route names; {@code null} when there is no such cluster */
    void check(RouteDocument route, @Nullable ClusterDocument cluster, String path) {
        route.canary().ifPresent(canary -> check(route, canary, cluster, path + ".canary"));
    }

    private void check(RouteDocument route, CanaryDocument canary, @Nullable ClusterDocument cluster, String path) {
        if (canary.version().isEmpty()) {
            findings.add(path + ".version", "\"\"", "a version such as 1.6, or a range such as ~1.6");
        } else {
            versions.selector(canary.version(), cluster, path + ".version");
            apart(route, canary.version(), path + ".version");
        }
        steps(canary.steps(), path + ".steps");
        gates(canary.gates(), path + ".gates");
        sticky(canary.sticky(), path + ".sticky");
        header(route, canary, path + ".header");
    }

    /** A canary that is the default too would leave the stable side without servers. */
    private void apart(RouteDocument route, String version, String path) {
        String fallback = route.versions().map(VersionsDocument::fallback).orElse("");
        VersionRange range = VersionRange.isRange(version) ? VersionRange.parse(version) : null;
        boolean same = !fallback.isEmpty()
                && (fallback.equals(version)
                        || (range != null && !VersionRange.isRange(fallback) && range.contains(fallback)));
        if (same) {
            findings.add(
                    path,
                    Findings.quoted(version) + ", which the route's default is or has in it",
                    "a version other than versions.default, " + Findings.quoted(fallback));
        }
    }

    private void steps(List<StepDocument> steps, String path) {
        if (steps.size() > STEPS_MAX) {
            findings.add(path, steps.size() + " steps", "1 to " + STEPS_MAX + " steps");
        }
        for (int i = 1; i < steps.size(); i++) {
            int before = steps.get(i - 1).weight();
            int weight = steps.get(i).weight();
            if (weight <= before) {
                findings.add(
                        path + "[" + i + "].weight",
                        weight + " after " + before,
                        "a weight that rises with each step: " + (before < 100 ? before + 1 + " to 100" : "none"));
            }
        }
    }

    private void gates(GatesDocument gates, String path) {
        if (gates.errorShare().isPresent() && gates.errorShare().get().value() >= 1) {
            findings.add(
                    path + ".errorShare", gates.errorShare().get().toString(), "less than 1, which nothing exceeds");
        }
        gates.p99().ifPresent(p99 -> {
            if (p99.isZero() || p99.isNegative()) {
                findings.add(path + ".p99", p99.toString(), "a duration above zero, such as 300ms");
            }
        });
        double confidence = gates.confidence().value();
        if (confidence < 0.5 || confidence >= 1) {
            findings.add(
                    path + ".confidence",
                    gates.confidence().toString(),
                    "0.5 to less than 1: nothing is ever wholly sure");
        }
    }

    private void sticky(StickyDocument sticky, String path) {
        int keys =
                (sticky.cookie().isEmpty() ? 0 : 1) + (sticky.header().isEmpty() ? 0 : 1) + (sticky.client() ? 1 : 0);
        if (keys != 1) {
            findings.add(
                    path,
                    keys == 0 ? "none" : keys + " of cookie, header and client",
                    "one of cookie, header and client");
        }
        token(sticky.cookie(), path + ".cookie", "the name of a cookie, such as sp_canary");
        token(sticky.header(), path + ".header", "the name of a field, such as X-User");
    }

    /** The field of the override must say nothing else. */
    private void header(RouteDocument route, CanaryDocument canary, String path) {
        token(canary.header(), path, "the name of a field, such as X-Canary, or \"\" for none");
        String pin = route.versions().map(rule -> rule.by().header()).orElse("");
        boolean taken = canary.header().equalsIgnoreCase(canary.sticky().header())
                || canary.header().equalsIgnoreCase(pin);
        if (!canary.header().isEmpty() && taken) {
            findings.add(
                    path,
                    Findings.quoted(canary.header()) + ", which sticky.header or versions.by.header is too",
                    "a field of its own");
        }
    }

    private void token(String name, String path, String allowed) {
        if (!name.isEmpty() && !Findings.isToken(name)) {
            findings.add(path, Findings.quoted(name), allowed);
        }
    }
}
