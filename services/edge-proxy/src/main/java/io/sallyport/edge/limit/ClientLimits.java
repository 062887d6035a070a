package io.sallyport.edge.limit;

import io.sallyport.contract.settings.LimitsConfig;

/** What clients may ask of an edge, in the units in which it is held against them. Safe from any thread. */
public final class ClientLimits {
    private final LimitsConfig config;
    private final LimitFigures figures;
    private final ClientShares shares;
    private final int field;
    private final int fields;
    private final BodyPace pace;

    /** @param figures shared by all that count */
    public ClientLimits(LimitsConfig config, LimitFigures figures) {
        this.config = config;
        this.figures = figures;
        this.shares = new ClientShares(config.perClient());
        this.field = (int) config.field().bytes();
        this.fields = config.fields();
        this.pace =
                new BodyPace(config.bodyTimeout().toNanos(), config.bodyRate().bytes());
    }

    public LimitsConfig config() {
        return config;
    }

    /** Who has how many of the connections. */
    public ClientShares shares() {
        return shares;
    }

    /** Bytes of a field, its name included. */
    public int field() {
        return field;
    }

    /** Number of fields. */
    public int fields() {
        return fields;
    }

    /** How fast the body of a request has to come. */
    public BodyPace pace() {
        return pace;
    }

    /** Somebody has run into it. */
    public void hit(Limit limit) {
        figures.hit(limit);
    }
}
