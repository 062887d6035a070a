package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport lists}: what the lists of a running suite hold, and which line names a site. */
@Command(
        name = "lists",
        description = "Shows the lists of a running suite. "
                + "Exit code 1: it was refused, nothing was found, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class ListsCommand implements Callable<Integer> {
    private static final String PATH = "/v1/lists";
    /** Finding a line means reading the list again. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        return ask("GET", PATH, ListsText::table);
    }

    @Command(
            name = "show",
            description = "All that is known of a list, and why lines of it are not used.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NAME", description = "Name of the list.") String name) {
        return ask("GET", PATH + "/" + encoded(name), ListsText::page);
    }

    @Command(name = "refresh", description = "Fetches a subscription now.", mixinStandardHelpOptions = true)
    int refresh(
            @Parameters(paramLabel = "NAME", description = "Name of the list.") String name,
            @Option(
                            names = "--accept",
                            description = "Takes what comes also when it has far fewer names than what is in force.")
                    boolean accept) {
        String query = accept ? "?accept=true" : "";
        return ask("POST", PATH + "/" + encoded(name) + "/refresh" + query, ListsText::refreshed);
    }

    @Command(
            name = "find",
            description = "Which lists name a site, and in which line. Exit code 1: none does.",
            mixinStandardHelpOptions = true)
    int find(@Parameters(paramLabel = "HOST", description = "A host name or an address.") String host) {
        return ask("GET", PATH + "?host=" + encoded(host), ListsText::found);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** How an answer is shown to people. */
    private interface Shown {
        ListsText.Page of(JsonObject answer);
    }

    private int ask(String method, String path, Shown shown) {
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        try {
            JsonObject answer =
                    admin.client(System.getenv()).within(LONGEST).call(method, path, (@Nullable JsonObject) null);
            ListsText.Page page = shown.of(answer);
            System.out.println(admin.isJson() ? answer.encodePrettily() : page.text());
            return page.good() ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }
}
