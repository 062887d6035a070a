package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport selftest}: what the open web can learn of clients of a running suite. */
@Command(
        name = "selftest",
        description =
                "Sends probes through every forward listener of a running suite to an origin of its own, and lists "
                        + "what tells of a client. Exit code 1: there are leaks, nothing was probed, or the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
    /** A run ends after a minute at the latest. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

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
                client -> client.within(LONGEST).call("GET", "/v1/anonymity", null),
                SelftestText::text,
                SelftestCommand::isClean);
    }

    /** Where nothing was probed, nothing is proved. */
    static boolean isClean(JsonObject report) {
        return report.getJsonArray("leaks").isEmpty() && report.getInteger("probes") > 0;
    }
}
