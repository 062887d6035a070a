package io.sallyport.faults.cases;

import io.sallyport.faults.FaultCase;
import io.sallyport.faults.relay.NameServer.Manner;
import java.util.Locale;
import java.util.stream.Stream;

/** The name server, which is asked again every second. */
public final class NameCases {
    private NameCases() {}

    public static Stream<FaultCase> all() {
        return Stream.of(
                of(Manner.SILENT, "does not answer").lasting(8).inEveryBuild(),
                of(Manner.SERVFAIL, "answers SERVFAIL").inEveryBuild(),
                of(Manner.REFUSED, "answers REFUSED"));
    }

    private static FaultCase of(Manner manner, String what) {
        return FaultCase.of(
                "names-" + manner.name().toLowerCase(Locale.ROOT),
                "the name server " + what,
                scene -> scene.stack().names().manner(manner));
    }
}
