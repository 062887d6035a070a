package io.sallyport.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport request}: which server, and which version of it, has answered a request. */
@Command(
        name = "request",
        description =
                "Which server and version answered a request, and all its records. Exit code 1: there is none, or "
                        + "the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class RequestCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "ID", description = "As the answer's X-Request-Id has it.")
    private String id = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        String path = "/v1/requests/" + CallPath.encoded(id);
        return Ask.run(
                spec,
                admin,
                client -> client.call("GET", path, null),
                RequestText::of,
                answer -> !answer.getJsonArray("records").isEmpty());
    }
}
