package io.sallyport.policy.engine.entry;

import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import java.util.List;
import java.util.Set;

/** What conditions say of clients of the forward side of which nothing is known but that they are not logged in. */
final class Strangers {
    private static final int V4 = 96;
    /** A range of IPv4 with fewer leading bits is 16 million addresses or more. */
    private static final int V4_BITS = 8;
    /** What one registry hands to a large provider is longer than that. */
    private static final int V6_BITS = 16;

    /** Ranges of IPv6 that hold it hold all of IPv4, as addresses are compared. */
    private static final IpAddress SOME_V4 = new IpAddress(0, 0xffffL << 32);

    private static final Set<AddressClass> INSIDE = Set.of(
            AddressClass.LOOPBACK,
            AddressClass.PRIVATE,
            AddressClass.LINK_LOCAL,
            AddressClass.SHARED,
            AddressClass.UNIQUE_LOCAL);

    private Strangers() {}

    /**
     * Whether a stranger may meet these conditions on a listener, by some request.
     *
     * @param anyAddress whether a stranger may come from whatever address it likes
     */
    static boolean meet(WhenDocument when, String listener, boolean anyAddress) {
        boolean here = when.listener().isEmpty() || when.listener().contains(listener);
        boolean anonymous = when.user().isEmpty() && when.group().isEmpty();
        return here && when.route().isEmpty() && anonymous && (anyAddress || isAnybody(when));
    }

    private static boolean isAnybody(WhenDocument when) {
        boolean known = !when.client().isEmpty()
                && when.client().stream().map(Cidr::parse).noneMatch(Strangers::isWide);
        boolean inside = when.clientCountry().equals(List.of(CallerFacts.PRIVATE));
        return !known && !inside;
    }

    /** Whether a range names so many addresses that whoever is in it counts as anybody. */
    static boolean isWide(Cidr range) {
        boolean v4 = range.base().isV4() && range.prefix() >= V4;
        if (!v4 && range.contains(SOME_V4)) {
            return true;
        }
        boolean few = range.prefix() >= (v4 ? V4 + V4_BITS : V6_BITS);
        AddressClass first = AddressClass.of(range.base());
        return !few && !(INSIDE.contains(first) && first == AddressClass.of(last(range)));
    }

    private static IpAddress last(Cidr range) {
        int prefix = range.prefix();
        long high = prefix >= 64 ? 0 : -1L >>> prefix;
        long low = prefix <= 64 ? -1L : prefix == 128 ? 0 : -1L >>> (prefix - 64);
        return new IpAddress(range.base().high() | high, range.base().low() | low);
    }

    /**
     * Whether a stranger's request that meets {@code when} on a listener meets {@code guard} as well: in each condition
     * that the guard has, the alternatives of the other are among its own, as they are written.
     */
    static boolean covers(WhenDocument guard, WhenDocument when, String listener) {
        boolean here = guard.listener().isEmpty() || guard.listener().contains(listener);
        boolean anonymous = guard.user().isEmpty()
                && guard.group().isEmpty()
                && guard.route().isEmpty();
        return here && anonymous && coversRequest(guard, when) && coversPlace(guard, when) && isWhole(guard);
    }

    private static boolean coversRequest(WhenDocument guard, WhenDocument when) {
        return within(guard.site(), when.site())
                && within(guard.list(), when.list())
                && within(guard.method(), when.method())
                && within(guard.port(), when.port())
                && within(guard.path(), when.path())
                && within(guard.scheme(), when.scheme());
    }

    private static boolean coversPlace(WhenDocument guard, WhenDocument when) {
        return within(guard.client(), when.client())
                && within(guard.clientCountry(), when.clientCountry())
                && within(guard.destinationCountry(), when.destinationCountry())
                && within(guard.destination(), when.destination())
                && within(guard.time(), when.time());
    }

    private static <T> boolean within(List<T> guard, List<T> other) {
        return guard.isEmpty() || (!other.isEmpty() && guard.containsAll(other));
    }

    /** Whether there is no condition besides those that are compared here. */
    private static boolean isWhole(WhenDocument guard) {
        return guard.equals(new WhenDocument(
                guard.site(),
                guard.list(),
                guard.client(),
                guard.listener(),
                guard.method(),
                guard.port(),
                guard.path(),
                guard.route(),
                guard.clientCountry(),
                guard.user(),
                guard.group(),
                guard.scheme(),
                guard.destinationCountry(),
                guard.destination(),
                guard.time()));
    }
}
