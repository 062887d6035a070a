package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        try {
            JsonObject answer = command.equals(CUT) ? cut() : list();
            System.out.println(admin.isJson() ? answer.encodePrettily() : TunnelsText.of(answer));
            return ExitCodes.OK;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }

    private JsonObject list() throws CallFailedException {
        Map<String, String> query = selection();
        query.put("limit", String.valueOf(limit));
        query.put("after", String.valueOf(after));
        return admin.client(System.getenv()).call("GET", "/v1/tunnels" + text(query), null);
    }

    private JsonObject cut() throws CallFailedException {
        Map<String, String> query = selection();
        query.put("forbidden", forbidden ? "true" : "");
        query.put("all", all ? "true" : "");
        return admin.client(System.getenv()).call("POST", "/v1/tunnels/cut" + text(query), null);
    }

    private Map<String, String> selection() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("rule", rule);
        query.put("client", client);
        query.put("user", user);
        query.put("authority", authority);
        return query;
    }

    private static String text(Map<String, String> query) {
        return query.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }
}
