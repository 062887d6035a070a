package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;

/** What a client may read about a failure: which side failed, never who. */
public final class OutcomeText {
    private OutcomeText() {}

    public static String of(Outcome outcome) {
        return switch (outcome) {
            case CONNECT_REFUSED -> "The origin server does not accept connections.";
            case CONNECT_TIMEOUT -> "The origin server did not accept the connection in time.";
            case TLS_CERTIFICATE -> "The origin server's certificate is not one that is trusted here.";
            case TLS_FAILED, TLS_ALERT -> "No secure connection to the origin server could be made.";
            case DNS_FAILED -> "The origin server's name could not be resolved.";
            case DNS_TIMEOUT -> "Resolving the origin server's name took too long.";
            case ORIGIN_CLOSED -> "The origin server closed the connection before answering.";
            case ORIGIN_TIMEOUT -> "The origin server did not answer in time.";
            case ORIGIN_BROKE_PROTOCOL -> "The origin server's answer is not valid HTTP.";
            case OVERLOADED -> "Too many requests are waiting for this origin server.";
            case REQUEST_TIMEOUT -> "The request body did not arrive in time.";
            case EXIT_UNAVAILABLE -> "None of the ways out that this request may take works at the moment.";
            case LOOP_DETECTED -> "The request would come back to this proxy.";
            case NO_HEALTHY_ENDPOINT -> "No server is able to answer at the moment.";
            default -> "";
        };
    }
}
