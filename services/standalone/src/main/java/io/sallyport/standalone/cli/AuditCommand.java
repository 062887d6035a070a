package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport audit}: who has changed what. */
@Command(
        name = "audit",
        description =
                "Who has changed what through the admin plane, newest first, and what came of it. Exit code 1: the "
                        + "suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How long ago, such as 7d, or an instant.",
            defaultValue = "")
    private String since = "";

    @Option(names = "--user", paramLabel = "NAME", description = "By this caller.", defaultValue = "")
    private String user = "";

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "So many of the newest; default: ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int last;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        CallPath path = new CallPath("/v1/logs")
                .with("kind", "admin")
                .with("since", since)
                .with("user", user)
                .with("limit", String.valueOf(last));
        return Ask.run(spec, admin, client -> client.call("GET", path.toString(), null), this::text);
    }

    private String text(JsonObject answer) {
        LogPrinter.absent(answer).ifPresent(System.err::println);
        return AuditText.of(answer, Paint.isOn());
    }
}
