package io.sallyport.standalone.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport routes}: the routes in force, and which one a request would take. */
@Command(
        name = "routes",
        description =
                "Shows the routes in force in a running suite. Exit code 1: no route is taken, or the suite cannot be "
                        + "reached.",
        mixinStandardHelpOptions = true)
final class RoutesCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Ask.run(spec, admin, client -> client.call("GET", "/v1/routes", null), RoutesText::table);
    }

    @Command(
            name = "match",
            description = "Which route a request would take, and why none of the others. Exit code 1: none.",
            mixinStandardHelpOptions = true)
    int match(
            @Parameters(paramLabel = "URL", description = "As a client writes it.") String url,
            @Option(names = "--method", paramLabel = "METHOD", description = "Default: GET.", defaultValue = "")
                    String method,
            @Option(
                            names = {"-H", "--header"},
                            paramLabel = "FIELD",
                            description = "Such as 'X-Version: 1.1'; as often as wanted.")
                    List<String> headers) {
        CallPath path = new CallPath("/v1/routes/match").with("url", url).with("method", method);
        for (String header : headers == null ? new ArrayList<String>() : headers) {
            path.with("header", header);
        }
        return Ask.run(
                spec,
                admin,
                client -> client.call("GET", path.toString(), null),
                RoutesText::match,
                answer -> !answer.getString("route").isEmpty());
    }
}
