package io.sallyport.policy.api;

import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;

/**
 * Reads what an explain call supposes of the caller and of the target: nothing, unless it says so. This is the only place
 * where anybody may say in which country somebody is; no listener for traffic believes it.
 */
final class ExplainCaller {
    private ExplainCaller() {}

    /**
     * {@code route}, {@code clientCountry}, {@code user}, and {@code group} as often as wanted; {@code destination} and {@code
     * destinationCountry} for what the target resolves to. Fails with {@link
     * IllegalArgumentException} in words for the caller.
     */
    static CallerFacts of(HttpServerRequest request, RequestFacts facts, Instant moment) {
        return new CallerFacts.Known(
                or(request.getParam("route"), ""),
                clientCountry(request, facts),
                or(request.getParam("user"), ""),
                request.params().getAll("group"),
                moment.toEpochMilli(),
                destination(request, facts));
    }

    private static String clientCountry(HttpServerRequest request, RequestFacts facts) {
        String said = or(request.getParam("clientCountry"), request.getParam("country"));
        return said == null ? ofAddress(facts.client()) : country("clientCountry", said);
    }

    /** There is no database here: an address is private, or nobody knows. */
    private static String ofAddress(IpAddress address) {
        return AddressClass.of(address) == AddressClass.PUBLIC ? CallerFacts.UNKNOWN : CallerFacts.PRIVATE;
    }

    private static Destination destination(HttpServerRequest request, RequestFacts facts) {
        String said = request.getParam("destination");
        String country = request.getParam("destinationCountry");
        IpAddress address = IpAddress.parse(or(said, facts.authority().host()));
        if (said != null && address == null) {
            throw new IllegalArgumentException("destination: found \"" + said + "\", allowed: an address");
        }
        if (country != null) {
            return new Destination(address, country("destinationCountry", country));
        }
        return address == null ? Destination.UNRESOLVED : new Destination(address, ofAddress(address));
    }

    private static String country(String key, String code) {
        if (code.equals(CallerFacts.UNKNOWN) || code.equals(CallerFacts.PRIVATE) || code.matches("[A-Z]{2}")) {
            return code;
        }
        throw new IllegalArgumentException(
                key + ": found \"" + code + "\", allowed: two capital letters such as DE, private, unknown");
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
