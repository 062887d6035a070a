package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport tunnels}: shows the open tunnels of a running edge, or ends some. */
@Command(
        name = "tunnels",
        description =
                "Shows the open tunnels of a running edge, oldest first; with cut, ends those that are meant. Exit code "
                        + "1: the edge cannot be reached, or says no.",
        mixinStandardHelpOptions = true)
final class TunnelsCommand implements Callable<Integer> {
    private static final String CUT = "cut";

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "cut", arity = "0..1", description = "Ends them.", defaultValue = "")
    private String command = "";

    @Option(names = "--rule", paramLabel = "NAME", description = "That this rule let through.", defaultValue = "")
    private String rule = "";

    @Option(
            names = "--client",
            paramLabel = "ADDRESS",
            description = "Of this client, as records show it.",
            defaultValue = "")
    private String client = "";

    @Option(names = "--user", paramLabel = "NAME", description = "Of this user.", defaultValue = "")
    private String user = "";

    @Option(names = "--to", paramLabel = "HOST[:PORT]", description = "To this target.", defaultValue = "")
    private String authority = "";

    @Option(names = "--forbidden", description = "With cut: those that the policy in force forbids.")
    private boolean forbidden;

    @Option(names = "--all", description = "With cut: all of them.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "Most that are shown, 1 to 1000.", defaultValue = "100")
    private int limit;

    @Option(names = "--after", paramLabel = "N", description = "Shows those opened after this one.", defaultValue = "0")
    private long after;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!command.isEmpty() && !command.equals(CUT)) {
            throw new ParameterException(spec.commandLine(), "found \"" + command + "\", allowed: cut, or nothing");
        }
        return Ask.run(spec, admin, suite -> command.equals(CUT) ? cut(suite) : list(suite), TunnelsText::of);
    }

    private JsonObject list(AdminClient suite) throws CallFailedException {
        CallPath path =
                selection("/v1/tunnels").with("limit", String.valueOf(limit)).with("after", String.valueOf(after));
        return suite.call("GET", path.toString(), null);
    }

    private JsonObject cut(AdminClient suite) throws CallFailedException {
        CallPath path = selection("/v1/tunnels/cut")
                .with("forbidden", forbidden ? "true" : "")
                .with("all", all ? "true" : "");
        return suite.call("POST", path.toString(), null);
    }

    private CallPath selection(String path) {
        return new CallPath(path)
                .with("rule", rule)
                .with("client", client)
                .with("user", user)
                .with("authority", authority);
    }
}
