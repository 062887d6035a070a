package io.sallyport.logs.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.query.ParsedQuery;
import io.sallyport.logs.scan.MemoryException;
import io.sallyport.logs.scan.Stop.StoppedException;
import io.sallyport.logs.source.QueryGate.BusyException;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a question has no answer. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    /** A question that cannot be understood. */
    static <Q> void wrong(RoutingContext context, ParsedQuery<Q> parsed) {
        ParsedQuery.Refused<Q> refused = (ParsedQuery.Refused<Q>) parsed;
        Answers.problem(context, 400, refused.parameter() + ": " + refused.detail());
    }

    /** Too much is going on. */
    static void busy(RoutingContext context, String detail) {
        context.response().putHeader("Retry-After", "1");
        Answers.problem(context, 503, detail);
    }

    /** A question that could not be answered, for one of the reasons that a caller can do something about, or a defect. */
    static void failed(RoutingContext context, Throwable cause) {
        if (context.response().headWritten() || context.response().ended()) {
            return;
        }
        if (cause instanceof BusyException) {
            busy(context, cause.getMessage());
        } else if (cause instanceof StoppedException) {
            Answers.problem(
                    context,
                    504,
                    "the question took longer than logs.query.timeout allows; a shorter range of since and until, or"
                            + " fewer and simpler conditions, take less");
        } else if (cause instanceof MemoryException) {
            Answers.problem(
                    context,
                    422,
                    "the question needs more memory than logs.query.memory allows; a shorter range of since and until,"
                            + " or by fields with fewer values, take less");
        } else if (cause instanceof ArchiveException) {
            LOG.error("{}", context.request().path(), cause);
            busy(context, "records cannot be read at the moment; the service's log has the details");
        } else {
            context.fail(cause);
        }
    }
}
