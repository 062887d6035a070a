package io.sallyport.logs.api;

import io.sallyport.contract.ByteSize;
import io.sallyport.kit.api.Answers;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.simulate.Replay;
import io.sallyport.logs.simulate.Simulation;
import io.sallyport.logs.simulate.SimulationBody;
import io.sallyport.logs.source.QueryGate;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** {@code POST /v1/cache/simulate}: what another way of caching would have made of recent traffic. */
final class SimulateCalls {
    private final Archive archive;
    private final ByteSize memory;
    private final Clock clock;
    private final QueryGate gate;

    /** @param memory of an edge's cache, as it is configured */
    SimulateCalls(Archive archive, ByteSize memory, Clock clock, QueryGate gate) {
        this.archive = archive;
        this.memory = memory;
        this.clock = clock;
        this.gate = gate;
    }

    void mount(Router router) {
        router.post("/v1/cache/simulate").handler(this::simulate);
    }

    private void simulate(RoutingContext context) {
        Simulation simulation;
        try {
            simulation = SimulationBody.read(context.body().buffer(), memory, clock.instant());
        } catch (IllegalArgumentException e) {
            Answers.problem(context, 400, e.getMessage());
            return;
        }
        gate.run(() -> Replay.run(archive, simulation, System::nanoTime))
                .onSuccess(report -> Answers.json(context, 200, report))
                .onFailure(cause -> {
                    if (cause instanceof QueryGate.BusyException) {
                        Answers.problem(context, 503, cause.getMessage());
                    } else {
                        context.fail(cause);
                    }
                });
    }
}
