package io.sallyport.kit.service;

import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.vertx.core.Future;

/** The smallest service: an API without routes of its own. With {@code -Dfail=WHY} it does not start. */
public final class SampleServiceMain implements Service {
    private ApiServer api;

    private SampleServiceMain() {}

    public static void main(String... args) {
        ServiceLauncher.run(new SampleServiceMain(), args);
    }

    @Override
    public String name() {
        return "sample-service";
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        String fail = System.getProperty("fail", "");
        if (!fail.isEmpty()) {
            return Future.failedFuture(fail);
        }
        return ApiServer.open(environment, name(), router -> {}, () -> Readiness.READY, new Metrics())
                .onSuccess(opened -> api = opened)
                .onSuccess(opened -> System.out.println("api at " + opened.address()))
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        System.out.println("stop asked");
        return api.close();
    }
}
