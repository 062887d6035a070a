package io.sallyport.standalone.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport fingerprint}: what a stranger can learn of the servers of a running suite. */
@Command(
        name = "fingerprint",
        description = "Asks every route of a running suite as an outsider, and lists what tells of its servers. "
                + "Exit code 1: there are leaks, or the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class FingerprintCommand implements Callable<Integer> {
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
                client -> client.within(LONGEST).call("GET", "/v1/fingerprint", null),
                FingerprintText::text,
                report -> report.getJsonArray("leaks").isEmpty());
    }
}
