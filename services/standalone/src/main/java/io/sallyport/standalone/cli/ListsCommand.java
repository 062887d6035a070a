package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        return ask("GET", PATH + "/" + CallPath.encoded(name), ListsText::page);
    }

    @Command(name = "refresh", description = "Fetches a subscription now.", mixinStandardHelpOptions = true)
    int refresh(
            @Parameters(paramLabel = "NAME", description = "Name of the list.") String name,
            @Option(
                            names = "--accept",
                            description = "Takes what comes also when it has far fewer names than what is in force.")
                    boolean accept) {
        String query = accept ? "?accept=true" : "";
        return ask("POST", PATH + "/" + CallPath.encoded(name) + "/refresh" + query, ListsText::refreshed);
    }

    @Command(
            name = "find",
            description = "Which lists name a site, and in which line. Exit code 1: none does.",
            mixinStandardHelpOptions = true)
    int find(@Parameters(paramLabel = "HOST", description = "A host name or an address.") String host) {
        return ask("GET", PATH + "?host=" + CallPath.encoded(host), ListsText::found);
    }

    /** How an answer is shown to people. */
    private interface Shown {
        ListsText.Page of(JsonObject answer);
    }

    private int ask(String method, String path, Shown shown) {
        return Ask.run(
                spec,
                admin,
                client -> client.within(LONGEST).call(method, path, null),
                answer -> shown.of(answer).text(),
                answer -> shown.of(answer).good());
    }
}
