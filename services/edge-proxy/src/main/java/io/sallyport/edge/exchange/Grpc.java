package io.sallyport.edge.exchange;

import io.sallyport.edge.problem.Problem;
import io.sallyport.http.grpc.GrpcStatus;
import io.sallyport.http.grpc.GrpcTimeout;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * Exchanges of gRPC (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md): what clients of it understand of us,
 * and what they say of their time. They speak HTTP/2; others cost a look at the version.
 */
public final class Grpc {
    private static final String TYPE = "application/grpc";
    private static final int OK = 200;

    private Grpc() {}

    /** Whether the client speaks gRPC itself, and not the form of it for browsers, which knows statuses of HTTP. */
    public static boolean isSpoken(Exchange exchange) {
        if (exchange.client().isHttp1()) {
            return false;
        }
        String type = exchange.request().headers().get(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.startsWith(TYPE)
                && (type.length() == TYPE.length() || "+;".indexOf(type.charAt(TYPE.length())) >= 0);
    }

    /** Gives the exchange no more time than the client has for it. */
    public static void heedTimeout(Exchange exchange) {
        if (isSpoken(exchange)) {
            long nanos = GrpcTimeout.parse(exchange.request().headers().get("grpc-timeout"));
            if (nanos >= 0) {
                exchange.allWithin(nanos);
            }
        }
    }

    /** Makes the head of an error one of gRPC, which has its status behind a body that is not there. */
    static void head(Exchange exchange, Problem problem) {
        HttpServerResponse response = exchange.response();
        exchange.transfer().status(OK);
        response.setStatusCode(OK).putHeader(HttpHeaders.CONTENT_TYPE, TYPE);
        status(response.headers(), problem.status(), problem.detail());
    }

    /** Ends an answer whose head has gone with an error that a client of gRPC can read. */
    public static void end(Exchange exchange, Problem problem) {
        status(exchange.response().trailers(), problem.status(), problem.detail());
        exchange.response().end();
    }

    private static void status(MultiMap to, int status, String detail) {
        to.set("grpc-status", Integer.toString(GrpcStatus.of(status)));
        if (!detail.isEmpty()) {
            to.set("grpc-message", GrpcStatus.message(detail));
        }
    }
}
