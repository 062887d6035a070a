package io.sallyport.faults;

import io.sallyport.faults.stack.Stack;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * One fault: what is done to a whole suite under load, for how long, and what clients may notice.
 *
 * @param name    short, with dashes; chooses it on the command line
 * @param what    one sentence for the table
 * @param core    whether it is one of the usual ones; the others want {@code -Dfaults=full}
 * @param needs   why this machine cannot try it; empty: it can
 * @param strike  breaks something
 * @param hold    how long that lasts, give or take a fifth by the seed
 * @param held    what must hold at the end of that time
 * @param repair  ends it; the suite has to find its way back by itself
 * @param proof   what must hold when it has
 * @param allowed what clients may notice
 */
public record FaultCase(
        String name,
        String what,
        boolean core,
        Function<Stack, Optional<String>> needs,
        Deed strike,
        Duration hold,
        Deed held,
        Deed repair,
        Deed proof,
        Allowed allowed) {
    /** A step of a case. */
    @FunctionalInterface
    public interface Deed {
        void on(Scene scene) throws Exception;
    }

    /** Nothing is allowed, three seconds, and {@link Stack#healAll} ends it, unless something else is said. */
    public static FaultCase of(String name, String what, Deed strike) {
        return new FaultCase(
                name,
                what,
                false,
                stack -> Optional.empty(),
                strike,
                Duration.ofSeconds(3),
                scene -> {},
                scene -> scene.stack().healAll(),
                scene -> {},
                Allowed.NOTHING);
    }

    /** One of those that {@code -Dfaults=core} runs; the others want {@code -Dfaults=full}. */
    public FaultCase inCore() {
        return new FaultCase(name, what, true, needs, strike, hold, held, repair, proof, allowed);
    }

    public FaultCase needing(Function<Stack, Optional<String>> missing) {
        return new FaultCase(name, what, core, missing, strike, hold, held, repair, proof, allowed);
    }

    public FaultCase lasting(int seconds) {
        return new FaultCase(
                name, what, core, needs, strike, Duration.ofSeconds(seconds), held, repair, proof, allowed);
    }

    public FaultCase holding(Deed check) {
        return new FaultCase(name, what, core, needs, strike, hold, check, repair, proof, allowed);
    }

    public FaultCase repairedBy(Deed deed) {
        return new FaultCase(name, what, core, needs, strike, hold, held, deed, proof, allowed);
    }

    public FaultCase proving(Deed check) {
        return new FaultCase(name, what, core, needs, strike, hold, held, repair, check, allowed);
    }

    public FaultCase allowing(Allowed notice) {
        return new FaultCase(name, what, core, needs, strike, hold, held, repair, proof, notice);
    }
}
