package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Override
    public Integer call() {
        if (!admin.problem().isEmpty()) {
            System.err.println(admin.problem());
            return ExitCodes.MISCONFIGURED;
        }
        try {
            JsonObject report = admin.client(System.getenv()).within(LONGEST).call("GET", "/v1/anonymity", null);
            System.out.print(admin.isJson() ? report.encode() + "\n" : SelftestText.text(report));
            return isClean(report) ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }

    /** Where nothing was probed, nothing is proved. */
    static boolean isClean(JsonObject report) {
        return report.getJsonArray("leaks").isEmpty() && report.getInteger("probes") > 0;
    }
}
