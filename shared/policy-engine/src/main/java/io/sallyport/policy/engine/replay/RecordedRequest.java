package io.sallyport.policy.engine.replay;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as its record shows it.
 *
 * @param facts   as the edge had them, as far as they are known
 * @param unknown what is not known of it; the facts then hold something that no rule may be asked about
 */
record RecordedRequest(AccessRecord access, RequestFacts facts, Destination destination, Set<Unknown> unknown) {
    /** Where the edge cuts what it writes down. */
    private static final int PATH_MAX = 2048;

    /** Stands for an address that is not known. */
    private static final IpAddress NOWHERE = IpAddress.parse("0.0.0.0");

    RecordedRequest {
        unknown = Set.copyOf(unknown);
    }

    /** {@code null} when the record is not of a request that rules could be asked about. */
    static @Nullable RecordedRequest of(AccessRecord access) {
        Authority authority = access.authority().isEmpty() ? null : Authority.parse(access.authority());
        if (authority == null || access.method().isEmpty()) {
            return null;
        }
        Set<Unknown> unknown = EnumSet.noneOf(Unknown.class);
        IpAddress client = IpAddress.parse(access.client());
        if (client == null) {
            anonymous(access, unknown);
        }
        boolean forward = access.direction() == Direction.FORWARD;
        Destination destination = forward ? destination(access, authority, unknown) : Destination.UNRESOLVED;
        caller(access, client, unknown);
        return new RecordedRequest(
                access, facts(access, authority, client == null ? NOWHERE : client, unknown), destination, unknown);
    }

    private static void anonymous(AccessRecord access, Set<Unknown> unknown) {
        unknown.add(Unknown.CLIENT);
        if (!access.scheme().isEmpty()) {
            unknown.add(Unknown.PATH);
        }
        if (!access.user().isEmpty()) {
            unknown.add(Unknown.USER);
        }
    }

    private static void caller(AccessRecord access, @Nullable IpAddress client, Set<Unknown> unknown) {
        if (!access.user().isEmpty()) {
            unknown.add(Unknown.GROUP);
        }
        boolean isPublic = client == null || AddressClass.of(client) == AddressClass.PUBLIC;
        if (access.clientCountry().isEmpty() && isPublic) {
            unknown.add(Unknown.CLIENT_COUNTRY);
        }
    }

    private static RequestFacts facts(
            AccessRecord access, Authority authority, IpAddress client, Set<Unknown> unknown) {
        String asked = access.path();
        int query = asked.indexOf('?');
        if (query < 0 && asked.length() >= PATH_MAX) {
            unknown.add(Unknown.PATH);
        }
        return new RequestFacts(
                access.listener(),
                access.direction() == Direction.FORWARD,
                access.method(),
                access.scheme(),
                authority,
                query < 0 ? asked : asked.substring(0, query),
                query < 0 ? null : asked.substring(query + 1),
                client,
                HeaderList.EMPTY);
    }

    private static Destination destination(AccessRecord access, Authority authority, Set<Unknown> unknown) {
        IpAddress literal = IpAddress.parse(authority.host());
        IpAddress address = literal == null ? dialled(access.endpoint()) : literal;
        boolean isPublic = address == null || AddressClass.of(address) == AddressClass.PUBLIC;
        String country = access.destinationCountry();
        if (address == null) {
            unknown.add(Unknown.DESTINATION);
        }
        if (country.isEmpty() && isPublic) {
            unknown.add(Unknown.DESTINATION_COUNTRY);
        }
        return new Destination(
                address, country.isEmpty() ? isPublic ? CallerFacts.UNKNOWN : CallerFacts.PRIVATE : country);
    }

    /** The address in an endpoint such as {@code 203.0.113.5:443} or {@code [2001:db8::1]:443}. */
    private static @Nullable IpAddress dialled(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
    }

    /** The caller before it has proved anything, or with what it has. */
    CallerFacts caller(boolean proved) {
        String country = access.clientCountry();
        boolean isPublic = AddressClass.of(facts.client()) == AddressClass.PUBLIC;
        return new CallerFacts.Known(
                access.route(),
                country.isEmpty() ? isPublic ? CallerFacts.UNKNOWN : CallerFacts.PRIVATE : country,
                proved ? access.user() : "",
                List.of(),
                access.startedAtMicros() / 1000,
                destination);
    }
}
