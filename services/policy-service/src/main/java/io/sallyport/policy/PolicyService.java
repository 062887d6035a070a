package io.sallyport.policy;

import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.policy.compile.ListProgress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The policy-service as one verticle. */
public final class PolicyService implements Service {
    static final String NAME = "policy-service";

    private final Map<String, String> variables;
    private final PolicyTimings timings;
    private final ListProgress progress;
    private volatile Deployed deployed;

    private record Deployed(Vertx vertx, String id) {}

    public PolicyService() {
        this(ListProgress.NONE);
    }

    /** @param progress is told how far the reading of lists has got, on worker threads */
    public PolicyService(ListProgress progress) {
        this(System.getenv(), PolicyTimings.defaults(), progress);
    }

    /** @param variables what <code>${NAME}</code> stands for in {@code policies.yaml} */
    PolicyService(Map<String, String> variables, PolicyTimings timings) {
        this(variables, timings, ListProgress.NONE);
    }

    private PolicyService(Map<String, String> variables, PolicyTimings timings, ListProgress progress) {
        this.variables = variables;
        this.timings = timings;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        return environment
                .vertx()
                .deployVerticle(new PolicyVerticle(environment, variables, timings, progress))
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
