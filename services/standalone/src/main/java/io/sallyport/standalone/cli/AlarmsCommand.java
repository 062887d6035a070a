package io.sallyport.standalone.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport alarms}: what an operator should look at now. */
@Command(
        name = "alarms",
        description =
                "Shows the alarms that stand in a running suite. Exit code 1: a critical one stands, or the suite cannot "
                        + "be reached.",
        mixinStandardHelpOptions = true)
final class AlarmsCommand implements Callable<Integer> {
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
                client -> client.call("GET", "/v1/alarms", null),
                answer -> AlarmsText.table(answer, Clock.systemUTC().instant(), Paint.isOn()),
                answer -> !AlarmsText.isCritical(answer));
    }
}
