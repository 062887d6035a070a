package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport status}: what of a suite is up, and what is wrong with it. */
@Command(
        name = "status",
        description =
                "Services, instances, snapshots and what is degraded. Exit code 1: a service is missing, the store is "
                        + "away, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ask.run(
                spec,
                admin,
                client -> client.call("GET", "/v1/status", null),
                answer -> StatusText.of(answer, Paint.isOn()),
                StatusCommand::isWhole);
    }

    private static boolean isWhole(JsonObject status) {
        return status.getJsonArray("missing").isEmpty()
                && status.getJsonObject("store").getBoolean("connected");
    }
}
