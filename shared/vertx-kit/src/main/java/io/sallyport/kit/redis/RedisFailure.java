package io.sallyport.kit.redis;

/** A call that was not carried out, or whose fate is unknown. */
public final class RedisFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Trouble trouble;

    RedisFailure(Trouble trouble, String message, Throwable cause) {
        super(message, cause, false, false);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}
