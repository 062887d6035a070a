package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument.FactDocument;
import io.sallyport.http.Authority;
import java.util.HashMap;
import java.util.Map;

/** Checks {@code clusters[].health} and {@code clusters[].info}. */
final class ProbeCheck {
    private static final int FACTS_MAX = 16;

    private final Findings findings;

    ProbeCheck(Findings findings) {
        this.findings = findings;
    }

    void check(ClusterDocument cluster, String path) {
        cluster.health().ifPresent(health -> health(health, path + ".health"));
        cluster.info().ifPresent(info -> info(info, path + ".info"));
    }

    private void health(HealthDocument health, String path) {
        findings.probePath(health.path(), path + ".path");
        if (!health.host().isEmpty() && Authority.parse(health.host()) == null) {
            findings.add(
                    path + ".host", Findings.quoted(health.host()), "a host such as shop.example, perhaps with a port");
        }
    }

    private void info(InfoDocument info, String path) {
        findings.probePath(info.path(), path + ".path");
        pointer(info.pointer(), path + ".pointer");
        field(info.header(), path + ".header");
        if (info.facts().size() > FACTS_MAX) {
            findings.add(path + ".facts", info.facts().size() + " facts", "at most " + FACTS_MAX);
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < info.facts().size(); i++) {
            fact(info.facts().get(i), path + ".facts[" + i + "]", names);
        }
    }

    private void fact(FactDocument fact, String path, Map<String, String> names) {
        findings.unique(names, fact.name(), path + ".name");
        pointer(fact.place(), path + ".pointer");
        field(fact.header(), path + ".header");
        if (!fact.header().isEmpty() && !fact.pointer().isEmpty()) {
            findings.add(path, "both a pointer and a header", "one of them");
        }
    }

    private void field(String name, String path) {
        if (!Findings.isToken(name)) {
            findings.add(path, Findings.quoted(name), "the name of a field, such as X-Build");
        }
    }

    private void pointer(String pointer, String path) {
        if (!isPointer(pointer)) {
            findings.add(
                    path,
                    Findings.quoted(pointer),
                    "a JSON pointer such as /build/version, with ~0 for ~ and ~1 for /");
        }
    }

    /** RFC 6901 section 3: a tilde is always followed by 0 or 1. */
    private static boolean isPointer(String pointer) {
        for (int at = pointer.indexOf('~'); at >= 0; at = pointer.indexOf('~', at + 1)) {
            if (!pointer.startsWith("0", at + 1) && !pointer.startsWith("1", at + 1)) {
                return false;
            }
        }
        return pointer.startsWith("/");
    }
}
