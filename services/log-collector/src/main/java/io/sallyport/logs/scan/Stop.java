package io.sallyport.logs.scan;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Ends a question from outside: it is too late, or nobody waits for it any more. A statement that runs meanwhile is
 * interrupted. Safe from any thread.
 */
public final class Stop {
    /** Why a question was ended. */
    public enum Reason {
        LATE,
        GONE
    }

    private Statement running;
    private Reason reason;

    /** Ends the question; the first reason counts. To be repeated until the question has ended. */
    public synchronized void stop(Reason why) {
        reason = reason == null ? why : reason;
        if (running != null) {
            cancel(running);
        }
    }

    /** The reason, or {@code null} while the question may go on. */
    public synchronized Reason reason() {
        return reason;
    }

    /** Goes on unless the question was ended. */
    public synchronized void check() {
        if (reason != null) {
            throw new StoppedException(reason);
        }
    }

    /** Names the statement that runs from here on. An interrupt before it has begun is lost, hence the repeating. */
    synchronized void begin(Statement statement) {
        check();
        running = statement;
    }

    synchronized void end() {
        running = null;
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // it has ended by itself
        }
    }

    /** The question was ended from outside. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Reason reason;

        public StoppedException(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }
}
