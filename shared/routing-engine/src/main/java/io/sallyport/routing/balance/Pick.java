package io.sallyport.routing.balance;

import io.sallyport.routing.engine.EndpointView;

/** A balancer's answer. Instances are made when a loop first meets a table, so an answer costs no allocation. */
public sealed interface Pick {
    /** Which answer it is. */
    enum Kind {
        CHOSEN,
        NONE_HEALTHY,
        ALL_TRIED,
        ALL_FULL
    }

    Kind kind();

    /**
     * This one.
     *
     * @param endpoint where to
     * @param load     what the loop knows of it; whoever sends the request keeps it up to date
     * @param trial    whether this request decides if the endpoint is taken back
     */
    record Chosen(EndpointView endpoint, EndpointLoad load, boolean trial) implements Pick {
        @Override
        public Kind kind() {
            return Kind.CHOSEN;
        }
    }

    /**
     * No endpoint of the track may be picked.
     *
     * @param out   how many are out, or have no weight
     * @param total how many there are; 0 when none runs the route's default version
     */
    record NoneHealthy(int out, int total) implements Pick {
        @Override
        public Kind kind() {
            return Kind.NONE_HEALTHY;
        }
    }

    /**
     * Every endpoint that may be picked has been tried in this exchange.
     *
     * @param tried how many may be picked
     */
    record AllTried(int tried) implements Pick {
        @Override
        public Kind kind() {
            return Kind.ALL_TRIED;
        }
    }

    /**
     * Those that were not tried yet have as many requests under way as they may have.
     *
     * @param limit how many that is
     */
    record AllFull(int limit) implements Pick {
        @Override
        public Kind kind() {
            return Kind.ALL_FULL;
        }
    }
}
