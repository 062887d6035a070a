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
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All cases, and which of them are run in which order. */
record Matrix(long seed, boolean full, String only) {
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

    /** By {@code -Dfaults=full}, {@code -Dfaults.seed=N} and {@code -Dfaults.only=PART-OF-A-NAME,...}. */
    static Matrix ofProperties() {
        return new Matrix(
                Long.getLong("faults.seed", 1),
                "full".equals(System.getProperty("faults")),
                System.getProperty("faults.only", ""));
    }

    static List<FaultCase> all() {
        return SUBJECTS.stream().flatMap(Supplier::get).toList();
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
        return full || fault.core();
    }
}
