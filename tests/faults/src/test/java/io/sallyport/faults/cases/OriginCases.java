package io.sallyport.faults.cases;

import io.sallyport.faults.Allowed;
import io.sallyport.faults.FaultCase;
import io.sallyport.faults.FaultCase.Deed;
import io.sallyport.faults.load.Kind;
import io.sallyport.faults.origin.Fault;
import io.sallyport.faults.origin.Origin;
import io.sallyport.faults.stack.Await;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** Servers that do everything wrong, and the ways to them. */
public final class OriginCases {
    private static final Allowed SENT = Allowed.failures("POST that had been sent", Kind.POST);
    /** Until five failures in a row have put it out, on each event loop of each edge. */
    private static final Allowed CUT = Allowed.share("answers that had begun, until it is left out", 0.34);

    /** A little more than {@code upstream.idleTimeout}. */
    private static final Duration IDLE = Duration.ofSeconds(9);

    private OriginCases() {}

    public static Stream<FaultCase> all() {
        return Stream.concat(Stream.of(Fault.values()).flatMap(OriginCases::of), ways());
    }

    private static Stream<FaultCase> of(Fault fault) {
        return switch (fault) {
            case NONE -> Stream.empty();
            case RESET -> Stream.of(one(fault, "resets every request", SENT).inCore());
            case CLOSE -> Stream.of(one(fault, "closes without an answer", SENT));
            case HANG -> Stream.of(one(fault, "never answers", SENT).lasting(5).inCore());
            case HANG_IN_BODY ->
                Stream.of(one(fault, "stops in the middle of a body", CUT)
                        .lasting(5)
                        .repairedBy(scene -> {
                            scene.stack().healAll();
                            Await.pass(IDLE); // whoever reads what another one's request has begun is cut with it
                        }));
            case CLOSE_IN_BODY ->
                Stream.of(one(fault, "closes in the middle of a body", CUT).inCore());
            case RESET_IN_BODY -> Stream.of(one(fault, "resets in the middle of a body", CUT));
            case CLOSE_IN_CHUNKS -> Stream.of(one(fault, "closes before the last chunk", CUT));
            case BAD_CHUNKS -> Stream.of(one(fault, "sends chunks that are none", CUT));
            case GARBAGE -> Stream.of(one(fault, "does not speak HTTP", SENT).inCore());
            case NO_HEAD -> Stream.of(one(fault, "answers without a head", SENT));
            case TWO_LENGTHS -> Stream.of(one(fault, "says two lengths", SENT));
            case BOTH_FRAMINGS -> Stream.of(one(fault, "says a length and chunks", SENT));
            case HUGE_FIELD -> Stream.of(one(fault, "sends a field of 300 KB", SENT));
            case MANY_FIELDS -> Stream.of(one(fault, "sends 50000 fields", SENT));
            case STATUS_500 ->
                Stream.of(one(fault, "answers 500", Allowed.share("its 500, until it is left out", 0.34)));
            case SLOW -> Stream.of(one(fault, "answers five seconds late", SENT).lasting(6));
            case CLOSE_AFTER_ANSWER -> Stream.of(one(fault, "closes behind each answer without a word", SENT));
            case FLAP -> Stream.of(one(fault, "resets every other request", SENT));
            case DEEP ->
                Stream.of(
                        one(fault, "answers neither requests nor probes", SENT).lasting(5));
        };
    }

    private static FaultCase one(Fault fault, String what, Allowed allowed) {
        String name = "origin-" + fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Deed strike = scene -> scene.pickOrigin().fault(fault);
        return FaultCase.of(name, "one of three servers " + what, strike).allowing(allowed);
    }

    private static Stream<FaultCase> ways() {
        return Stream.of(
                FaultCase.of(
                                "origin-refused",
                                "one of three servers refuses connections",
                                scene -> scene.pickOrigin().refuse())
                        .allowing(Allowed.failures("POST that was under way", Kind.POST))
                        .inCore(),
                FaultCase.of(
                                "origins-all-down",
                                "no server of the default version accepts",
                                scene -> scene.stack().usualOrigins().forEach(Origin::refuse))
                        .allowing(Allowed.failures(
                                        "everything that no cache has",
                                        Kind.FRESH,
                                        Kind.CACHED,
                                        Kind.STALE,
                                        Kind.LARGE,
                                        Kind.POST,
                                        Kind.PRIVATE,
                                        Kind.SECURE,
                                        Kind.LOGIN)
                                .andStale())
                        .inCore());
    }
}
