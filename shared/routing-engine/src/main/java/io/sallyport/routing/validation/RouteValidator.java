package io.sallyport.routing.validation;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.RoutesDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what is wrong with {@code routes.yaml}: everything at once, in document order, clusters first. A document without
 * problems compiles.
 */
public final class RouteValidator {
    private RouteValidator() {}

    /** Empty when the document may be published. */
    public static List<Problem> validate(RoutesDocument document) {
        Findings findings = new Findings();
        new ClusterCheck(findings).check(document.clusters());
        new RouteCheck(findings, document.clusters()).check(document.routes());
        new RouteConflicts(document.routes()).unreachable().forEach(findings::add);
        return findings.all();
    }

    /**
     * What may not be meant, in a document that is valid: paths with a star or a brace, and pairs of routes that are equally specific
     * and meet in some request, so that the order in which they are written decides. At most 100 pairs.
     */
    public static List<Problem> warnings(RoutesDocument document) {
        List<Problem> warnings = new ArrayList<>(LiteralPatterns.in(document.routes()));
        warnings.addAll(IdleCaches.in(document.routes()));
        warnings.addAll(new RouteConflicts(document.routes()).ambiguous());
        return warnings;
    }
}
