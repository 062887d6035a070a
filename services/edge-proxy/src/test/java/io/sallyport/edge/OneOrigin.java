package io.sallyport.edge;

import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an edge with one route to one origin. */
abstract class OneOrigin {
    private final String text;
    ScriptedOrigin origin;
    EdgeHarness edge;

    /** @param text what the origin says unless a test wants something else */
    OneOrigin(String text) {
        this.text = text;
    }

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(text);
        edge = EdgeSetup.reverseTo(origin).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }
}
