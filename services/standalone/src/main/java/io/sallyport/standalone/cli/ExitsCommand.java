package io.sallyport.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sallyport exits}: how the ways out of a running suite fare. */
@Command(
        name = "exits",
        description =
                "Shows every way out of a running suite, as each edge knows it. Exit code 1: some are left out, or "
                        + "the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class ExitsCommand implements Callable<Integer> {
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
                client -> client.call("GET", "/v1/exits", null),
                ExitsText::text,
                told -> ExitsText.out(told) == 0);
    }
}
