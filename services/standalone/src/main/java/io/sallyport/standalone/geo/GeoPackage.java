package io.sallyport.standalone.geo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Packages with countries of addresses that may be used without asking anybody. */
public enum GeoPackage {
    /** From what providers, registries and routes say; the publisher calls it CC0, the data in it wants nro.net named. */
    GEO_WHOIS_ASN_COUNTRY,
    /** From routes alone, in the public domain (PDDL 1.0); coarser. */
    IPTOASN_COUNTRY;

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the registry calls it. */
    String npmName() {
        return "@ip-location-db/" + word() + "-mmdb";
    }

    /** The file in the package that has addresses of both versions. */
    String entry() {
        return "package/" + word() + ".mmdb";
    }

    /** IllegalArgumentException for any other word. */
    public static GeoPackage parse(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found \"" + word + "\", allowed: "
                        + Arrays.stream(values()).map(GeoPackage::word).collect(Collectors.joining(", "))));
    }
}
