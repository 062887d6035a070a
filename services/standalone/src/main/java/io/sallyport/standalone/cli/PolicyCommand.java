package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport policy}: the rules of a running suite. */
@Command(
        name = "policy",
        description =
                "Shows, tries out and changes the policy of a running suite. Exit code 1: it was refused, or the suite "
                        + "cannot be reached.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Runnable {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one: report?");
    }

    @Command(
            name = "report",
            description = "What rules in report mode would have done.",
            mixinStandardHelpOptions = true)
    int report(
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "How long ago, such as 2h, or an instant; default: ${DEFAULT-VALUE}.",
                            defaultValue = "24h")
                    String since) {
        return ask("GET", "/v1/policies/report?since=" + encoded(since), null, PolicyReportText::of);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** How an answer is shown to people. */
    private interface Shown {
        String of(JsonObject answer);
    }

    private int ask(String method, String path, @Nullable JsonObject body, Shown shown) {
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        try {
            JsonObject answer = admin.client(System.getenv()).call(method, path, body);
            System.out.println(admin.isJson() ? answer.encodePrettily() : shown.of(answer));
            return ExitCodes.OK;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }
}
