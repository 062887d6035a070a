package io.sallyport.edge.answer;

import io.sallyport.contract.Outcome;
import io.vertx.core.buffer.Buffer;

/**
 * Takes the body of an answer over, on behalf of all who want it: the server is then read at its own speed and not at its
 * client's, and the client's answer is the intake's affair. Exactly one of the ends ends it. Owner: the loop's thread.
 */
public interface BodyIntake {
    /** All filters have seen the head; pieces follow. */
    void begin(Flow flow);

    /** A piece as it goes to clients, which nobody changes; {@code false} when no more is to come until the flow resumes. */
    boolean piece(Buffer piece);

    /** The last piece, together with the end. */
    void end(Buffer last);

    /** All of it has come. */
    void end();

    /** The body ended before its end. */
    void cut(Outcome why);

    /** The body as it comes from the server; safe to be called from any thread. */
    interface Flow {
        /** There is room again. */
        void resume();

        /** The rest is not wanted; {@link BodyIntake#cut} follows. */
        void stop();

        /** Limits the time for the rest, from now on; 0 takes the limit away. */
        void within(long nanos);
    }
}
