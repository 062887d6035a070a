package io.sallyport.faults;

import io.sallyport.faults.cases.BusCases;
import io.sallyport.faults.cases.CertificateCases;
import io.sallyport.faults.cases.ConfigCases;
import io.sallyport.faults.cases.MachineCases;
import io.sallyport.faults.cases.NameCases;
import io.sallyport.faults.cases.OriginCases;
import io.sallyport.faults.cases.ServiceCases;
import io.sallyport.faults.cases.StoreCases;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All cases, and which of them are run in which order. */
record Matrix(long seed, Extent extent, String only) {
    /** How many of them. */
    enum Extent {
        /** A few, one of each subject, that fit into every build. */
        BUILD,
        CORE,
        FULL
    }

    private static final Set<String> EVERY_BUILD = Set.of(
            "policy-killed",
            "logs-killed",
            "edge-frozen",
            "redis-killed",
            "redis-silent",
            "origin-reset",
            "names-servfail",
            "reload-broken",
            "operators",
            "certificate-expired");

    private static final List<Supplier<Stream<FaultCase>>> SUBJECTS = List.of(
            ServiceCases::all,
            ServiceCases::edges,
            StoreCases::all,
            BusCases::all,
            OriginCases::all,
            NameCases::all,
            ConfigCases::all,
            CertificateCases::all,
            MachineCases::all);

    /** By {@code -Dfaults=build|core|full}, {@code -Dfaults.seed=N} and {@code -Dfaults.only=PART-OF-A-NAME,...}. */
    static Matrix ofProperties() {
        return new Matrix(
                Long.getLong("faults.seed", 1),
                Extent.valueOf(System.getProperty("faults", "build").toUpperCase(Locale.ROOT)),
                System.getProperty("faults.only", ""));
    }

    /** Instances of each service but the edges: {@code -Dfaults.each}, else two, and one in every build, which has to be quick. */
    int each() {
        return Integer.getInteger("faults.each", extent == Extent.BUILD ? 1 : 2);
    }

    static List<FaultCase> all() {
        return SUBJECTS.stream().flatMap(Supplier::get).toList();
    }

    static boolean isInEveryBuild(FaultCase fault) {
        return EVERY_BUILD.contains(fault.name());
    }

    /** In the order that the seed decides. */
    List<FaultCase> chosen() {
        List<FaultCase> chosen =
                new ArrayList<>(all().stream().filter(this::isChosen).toList());
        Collections.shuffle(chosen, new Random(seed));
        return chosen;
    }

    private boolean isChosen(FaultCase fault) {
        if (!only.isEmpty()) {
            return Stream.of(only.split(",")).anyMatch(part -> fault.name().contains(part));
        }
        return switch (extent) {
            case BUILD -> isInEveryBuild(fault);
            case CORE -> fault.core();
            case FULL -> true;
        };
    }
}
