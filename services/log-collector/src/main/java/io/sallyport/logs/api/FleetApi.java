package io.sallyport.logs.api;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.alarm.AlarmDuty;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.fleet.Fleet;
import io.sallyport.logs.fleet.Histories;
import io.sallyport.logs.fleet.TrafficDesk;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;

/** The calls about servers and alarms, with what they are answered from. They speak for all collectors. */
public final class FleetApi {
    private final Fleet fleet;
    private final TrafficDesk traffic;
    private final AlarmDuty alarms;
    private final ServerCalls servers;
    private final AlarmCalls alarmCalls;
    private final Recollection recollection;
    private Future<Void> recalled = Future.succeededFuture();

    /**
     * To be made before the first record is taken.
     *
     * @param instance how this collector is called in the roster
     */
    public FleetApi(
            ServiceEnvironment environment, Archive archive, Inventory inventory, String instance, Metrics metrics) {
        this.fleet = new Fleet(environment, inventory);
        this.traffic = new TrafficDesk(environment.vertx(), environment.roster(), inventory, instance);
        this.alarms = new AlarmDuty(environment, fleet, instance, metrics);
        Histories histories = new Histories(environment.store(), environment.clock());
        this.servers = new ServerCalls(fleet, histories, traffic, alarms::standing, environment.clock());
        this.alarmCalls = new AlarmCalls(alarms::standing);
        this.recollection = new Recollection(environment.vertx(), archive, inventory);
    }

    /** Completes when it hears what is told on the bus. */
    public Future<Void> open() {
        recalled = recollection.start();
        return Future.all(fleet.open(), traffic.open())
                .onSuccess(opened -> alarms.start())
                .mapEmpty();
    }

    public void mount(Router router) {
        servers.mount(router);
        alarmCalls.mount(router);
    }

    public Future<Void> close() {
        alarms.close();
        return Future.join(fleet.close(), traffic.close(), recalled).mapEmpty();
    }
}
