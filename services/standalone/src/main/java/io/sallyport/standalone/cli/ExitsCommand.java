package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Override
    public Integer call() {
        if (!admin.problem().isEmpty()) {
            System.err.println(admin.problem());
            return ExitCodes.MISCONFIGURED;
        }
        try {
            JsonObject told = admin.client(System.getenv()).call("GET", "/v1/exits", null);
            System.out.print(admin.isJson() ? told.encode() + "\n" : ExitsText.text(told));
            return ExitsText.out(told) == 0 ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }
}
