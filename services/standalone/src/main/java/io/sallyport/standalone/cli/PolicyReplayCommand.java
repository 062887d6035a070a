package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport policy replay}: what a draft would have made of recent requests. */
@Command(
        name = "replay",
        description =
                "What a draft would have made of recent requests, beside the policy in force; nothing is changed. Exit "
                        + "code 0: no difference, 1: there is one, or it cannot be told, 2: refused, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class PolicyReplayCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofMinutes(6);

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private PolicyCommand policy;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The whole draft; - for the standard input.")
    private Path file = Path.of("-");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How long ago, such as 2h, or an instant; default: ${DEFAULT-VALUE}.",
            defaultValue = "1h")
    private String since = "1h";

    @Option(names = "--last", paramLabel = "N", description = "So many of each collector's newest records at most.")
    private int last;

    @Option(
            names = "--examples",
            paramLabel = "N",
            description = "Requests shown of each group; default: ${DEFAULT-VALUE}.",
            defaultValue = "3")
    private int examples = 3;

    @Override
    public Integer call() {
        String draft = TextFile.read(spec, file);
        String path =
                "/v1/policies/replay?since=" + CallPath.encoded(since) + "&last=" + last + "&examples=" + examples;
        ReplayProgress bar = new ReplayProgress(System.err, System.console() != null);
        try {
            JsonObject answer = policy.client().within(LONGEST).stream(path, draft, line -> {
                JsonObject progress = line.getJsonObject("progress");
                if (progress != null) {
                    bar.show(progress.getLong("lookedAt"), progress.getLong("total"));
                }
            });
            bar.clear();
            System.out.println(policy.isJson() ? answer.encodePrettily() : ReplayText.of(answer));
            return ReplayText.isSame(answer) ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            bar.clear();
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        }
    }
}
