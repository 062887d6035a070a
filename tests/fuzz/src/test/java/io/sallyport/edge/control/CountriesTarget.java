package io.sallyport.edge.control;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.http.IpAddress;
import java.io.IOException;
import java.util.List;

/** Databases of countries: an IOException for a damaged one, and of one that is read an answer for every address. */
public final class CountriesTarget {
    private static final List<IpAddress> ADDRESSES =
            List.of(IpAddress.parse("8.8.8.8"), IpAddress.parse("194.8.1.2"), IpAddress.parse("2a02:1::1"));

    private CountriesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Countries countries = Cost.of(input.length, () -> read(input));
        for (IpAddress address : ADDRESSES) {
            String country = countries.of(address);
            Check.that(country.matches("[A-Z]{2}|unknown|private"), "a country: " + country);
        }
    }

    private static Countries read(byte[] database) {
        try {
            return Countries.read(database);
        } catch (IOException refusal) {
            return Countries.NONE;
        }
    }
}
