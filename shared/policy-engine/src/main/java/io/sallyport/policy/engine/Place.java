package io.sallyport.policy.engine;

import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.Explanation.Condition;

/** What one rule asks of the place that a request goes to. */
final class Place {
    private final Cidr[] ranges;
    private final String[] countries;

    Place(WhenDocument when) {
        this.ranges = when.destination().stream().map(Cidr::parse).toArray(Cidr[]::new);
        this.countries = when.destinationCountry().toArray(String[]::new);
    }

    boolean isAsked() {
        return ranges.length > 0 || countries.length > 0;
    }

    /** The first condition that does not hold of a place that is known. */
    Condition unmet(Destination destination) {
        IpAddress address = destination.address();
        if (ranges.length > 0 && (address == null || !Conditions.contains(ranges, address))) {
            return Condition.DESTINATION;
        }
        return countries.length > 0 && !Conditions.contains(countries, destination.country())
                ? Condition.DESTINATION_COUNTRY
                : Condition.NONE;
    }
}
