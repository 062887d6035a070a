package io.sallyport.edge;

import io.sallyport.contract.settings.LimitsConfig;

/** An edge of one event loop, for what is counted for each loop. */
final class OneLoop {
    private OneLoop() {}

    static EdgeHarness edge(String routes) {
        return EdgeSetup.edge()
                .routes(routes)
                .limits(new LimitsConfig(null, null, null, null, null, 1))
                .start();
    }
}
