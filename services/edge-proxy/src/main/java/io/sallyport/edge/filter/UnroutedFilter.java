package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.problem.Problem;
import io.sallyport.routing.engine.Resolution;

/**
 * Answers a request of the reverse side that goes nowhere. Stands behind the policy: who is blocked must not learn which
 * routes and versions there are.
 */
final class UnroutedFilter implements Filter {
    private static final Problem NO_ROUTE = Problem.of(Outcome.NO_ROUTE, "Nothing is served here.");
    private static final Problem AMBIGUOUS =
            Problem.of(Outcome.BAD_REQUEST, "The path can be read in two ways that do not lead to the same place.");

    @Override
    public Step request(Exchange exchange) {
        Resolution why = exchange.unrouted();
        if (why == null) {
            return Step.NEXT;
        }
        exchange.refuse(problem(why));
        return Step.TAKEN;
    }

    private static Problem problem(Resolution why) {
        return switch (why.kind()) {
            case UNKNOWN_VERSION -> unknown((Resolution.UnknownVersion) why);
            case AMBIGUOUS -> AMBIGUOUS;
            default -> NO_ROUTE;
        };
    }

    /** Which versions there are is for operators to know; the answer quotes the client and says no more. */
    private static Problem unknown(Resolution.UnknownVersion resolution) {
        int status =
                resolution.rule() == VersionsDocument.Unknown.NOT_ACCEPTABLE ? 406 : Outcome.NO_SUCH_VERSION.status();
        String detail = "No server runs version \"" + resolution.version() + "\".";
        return new Problem(Outcome.NO_SUCH_VERSION, status, detail, "", "");
    }
}
