package io.sallyport.logs.api;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.intake.Intake;
import io.sallyport.logs.source.LocalRecords;
import io.sallyport.logs.source.PeerCaller;
import io.sallyport.logs.source.Peers;
import io.sallyport.logs.source.QueryGate;
import io.sallyport.logs.source.Suite;
import io.sallyport.logs.tail.TailHub;
import io.sallyport.logs.tail.Tails;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The calls of the log-collector. About records it asks the other collectors as well. */
public final class LogsApi {
    private static final long LOOK_MILLIS = 2000;

    private final Vertx vertx;
    private final QueryGate gate;
    private final PeerCaller caller;
    private final Tails tails;
    private final RecordCalls records;
    private final TailCalls following;
    private final RequestCalls requests;
    private final SimulateCalls simulations;
    private final long look;

    /**
     * @param instance id of this collector
     * @param hub      is told of what arrives
     */
    public LogsApi(
            ServiceEnvironment environment,
            String instance,
            Archive archive,
            Intake intake,
            TailHub hub,
            Metrics metrics) {
        this.vertx = environment.vertx();
        this.gate = new QueryGate(vertx, environment.config().logs().query(), metrics);
        this.caller = new PeerCaller(vertx, gate.timeout().toMillis());
        Peers peers = new Peers(environment.roster(), instance, environment.clock());
        LocalRecords local = new LocalRecords(instance, archive, gate, environment.clock(), intake::dropped);
        Suite suite = new Suite(local, peers, caller);
        this.tails = new Tails(vertx, suite, hub);
        this.records = new RecordCalls(vertx, suite);
        this.following = new TailCalls(tails, environment.clock());
        this.requests = new RequestCalls(suite);
        this.simulations =
                new SimulateCalls(archive, environment.config().cache().memory(), environment.clock(), gate);
        // Who is not asked meanwhile must have been seen to be missed later.
        this.look = vertx.setPeriodic(LOOK_MILLIS, timer -> peers.present());
    }

    public void mount(Router router) {
        records.mount(router);
        following.mount(router);
        requests.mount(router);
        simulations.mount(router);
    }

    public Future<Void> close() {
        vertx.cancelTimer(look);
        records.close();
        tails.close();
        return Future.join(gate.close(), caller.close()).mapEmpty();
    }
}
