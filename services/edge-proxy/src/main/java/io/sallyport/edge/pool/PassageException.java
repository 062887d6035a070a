package io.sallyport.edge.pool;

import io.sallyport.contract.Outcome;

/** Why a passage led nowhere, in the vocabulary of outcomes. */
public final class PassageException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Outcome outcome;
    private final boolean another;

    /** @param another whether another passage is worth a try */
    public PassageException(Outcome outcome, boolean another, String detail) {
        super(detail, null, false, false);
        this.outcome = outcome;
        this.another = another;
    }

    public Outcome outcome() {
        return outcome;
    }

    public boolean isWorthAnother() {
        return another;
    }
}
