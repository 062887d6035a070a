package io.sallyport.logs.api;

import io.sallyport.contract.ByteSize;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.intake.Intake;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** The calls of the log-collector. They ask this instance only: each collector keeps what it received. */
public final class LogsApi {
    private final QueryGate gate;
    private final RecordCalls records;
    private final SimulateCalls simulations;

    /** @param cacheMemory of an edge, as it is configured */
    public LogsApi(Vertx vertx, Archive archive, Intake intake, ByteSize cacheMemory, Clock clock) {
        this.gate = new QueryGate(vertx);
        this.records = new RecordCalls(archive, intake, clock, gate);
        this.simulations = new SimulateCalls(archive, cacheMemory, clock, gate);
    }

    public void mount(Router router) {
        records.mount(router);
        simulations.mount(router);
    }

    public Future<Void> close() {
        return gate.close();
    }
}
