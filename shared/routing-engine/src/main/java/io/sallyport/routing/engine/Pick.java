package io.sallyport.routing.engine;

/** A balancer's answer. Instances are made when the table is compiled, so an answer costs no allocation. */
public sealed interface Pick {
    /** Which answer it is. */
    enum Kind {
        CHOSEN,
        NONE_HEALTHY,
        ALL_TRIED
    }

    Kind kind();

    /** This one. */
    record Chosen(EndpointView endpoint) implements Pick {
        @Override
        public Kind kind() {
            return Kind.CHOSEN;
        }
    }

    /**
     * No endpoint of the track may be picked.
     *
     * @param out   how many are unhealthy
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
     * @param tried how many those were
     */
    record AllTried(int tried) implements Pick {
        @Override
        public Kind kind() {
            return Kind.ALL_TRIED;
        }
    }
}
