package io.sallyport.logs.api;

import io.sallyport.logs.intake.Intake;
import io.sallyport.logs.keep.RecordRing;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** The calls of the log-collector. They ask this instance only: each collector keeps what it received. */
public final class LogsApi {
    private final QueryGate gate;
    private final RecordCalls records;
    private final ServerCalls servers;

    public LogsApi(Vertx vertx, RecordRing ring, Intake intake, Inventory inventory, Clock clock) {
        this.gate = new QueryGate(vertx);
        this.records = new RecordCalls(ring, intake, clock, gate);
        this.servers = new ServerCalls(inventory);
    }

    public void mount(Router router) {
        records.mount(router);
        servers.mount(router);
    }

    public Future<Void> close() {
        return gate.close();
    }
}
