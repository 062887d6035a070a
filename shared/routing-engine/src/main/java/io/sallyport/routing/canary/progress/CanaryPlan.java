package io.sallyport.routing.canary.progress;

import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.CanaryDocument.GatesDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the document wants of one route's canary.
 *
 * @param route name of the route
 * @param steps one or more
 */
public record CanaryPlan(String route, String version, List<StepDocument> steps, GatesDocument gates) {
    public CanaryPlan {
        steps = List.copyOf(steps);
    }

    public static CanaryPlan of(String route, CanaryDocument document) {
        return new CanaryPlan(route, document.version(), document.steps(), document.gates());
    }

    /** The steps in one text: another text is another plan. */
    String text() {
        return steps.stream().map(step -> step.weight() + "%/" + step.hold()).collect(Collectors.joining(" "));
    }

    /** The step, or the last one when the document has become shorter. */
    StepDocument step(int number) {
        return steps.get(Math.min(number, steps.size() - 1));
    }

    boolean isLast(int number) {
        return number >= steps.size() - 1;
    }
}
