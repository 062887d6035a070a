package io.sallyport.policy;

import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The policy-service as one verticle. */
public final class PolicyService implements Service {
    static final String NAME = "policy-service";

    private final Map<String, String> variables;
    private final PolicyTimings timings;
    private volatile Deployed deployed;

    private record Deployed(Vertx vertx, String id) {}

    public PolicyService() {
        this(System.getenv(), PolicyTimings.defaults());
    }

    /** @param variables what <code>${NAME}</code> stands for in {@code policies.yaml} */
    PolicyService(Map<String, String> variables, PolicyTimings timings) {
        this.variables = variables;
        this.timings = timings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        return environment
                .vertx()
                .deployVerticle(new PolicyVerticle(environment, variables, timings))
                .onSuccess(id -> deployed = new Deployed(environment.vertx(), id))
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        Deployed current = deployed;
        deployed = null;
        return current == null ? Future.succeededFuture() : current.vertx().undeploy(current.id());
    }
}
