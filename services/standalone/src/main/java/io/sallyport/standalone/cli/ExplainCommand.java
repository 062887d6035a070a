package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport explain}: what would happen to a request, and why. */
@Command(
        name = "explain",
        description =
                "What would happen to a request, or would have at another time, and why; nothing is sent. Exit code 0: it is "
                        + "let through, 1: refused, 2: the question is wrong, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "URL", description = "A URL, or host:port for a tunnel.")
    private String url = "";

    @Option(names = "--method", paramLabel = "METHOD", description = "Default: GET, or CONNECT for a tunnel.")
    private String method = "";

    @Option(names = "--client", paramLabel = "ADDRESS", description = "Who asks; default: 127.0.0.1.")
    private String client = "";

    @Option(names = "--user", paramLabel = "NAME", description = "As whom they have logged in.")
    private String user = "";

    @Option(names = "--group", paramLabel = "NAME", description = "A group of that user; as often as wanted.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--listener", paramLabel = "NAME", description = "Default: the first forward one.")
    private String listener = "";

    @Option(names = "--route", paramLabel = "NAME", description = "The route that it takes, on a reverse listener.")
    private String route = "";

    @Option(names = "--client-country", paramLabel = "CODE", description = "Where the client is, such as DE.")
    private String clientCountry = "";

    @Option(names = "--destination", paramLabel = "ADDRESS", description = "What the target's name resolves to.")
    private String destination = "";

    @Option(names = "--destination-country", paramLabel = "CODE", description = "Where that is.")
    private String destinationCountry = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "How long ago, such as 2h, or an instant: the policy that was in force then, beside that of now.")
    private String at = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        try {
            JsonObject answer = admin.client(System.getenv()).call("GET", "/v1/explain?" + query(), null);
            System.out.println(admin.isJson() ? answer.encodePrettily() : ExplainText.of(answer));
            return answer.getString("verdict").equals("allow") ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        }
    }

    private String query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("url", url);
        parameters.put("method", method);
        parameters.put("client", client);
        parameters.put("user", user);
        parameters.put("listener", listener);
        parameters.put("route", route);
        parameters.put("clientCountry", clientCountry);
        parameters.put("destination", destination);
        parameters.put("destinationCountry", destinationCountry);
        parameters.put("at", at);
        List<String> said = new ArrayList<>();
        parameters.forEach((key, value) -> {
            if (!value.isEmpty()) {
                said.add(key + "=" + CallPath.encoded(value));
            }
        });
        groups.forEach(group -> said.add("group=" + CallPath.encoded(group)));
        return String.join("&", said);
    }
}
