package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport cache}: what the caches of a running suite hold, and what other rules would make of them. */
@Command(
        name = "cache",
        description =
                "Says what the caches of a running suite hold, and what other rules would make of recent traffic. "
                        + "Exit code 1: it was refused, or the suite cannot be reached.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CacheCommand implements Runnable {
    /** A simulation ends after five seconds, others may wait before it. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    /** Another way of caching, as it is written on the command line. */
    static final class Proposal {
        @Option(
                names = "--drop",
                split = ",",
                paramLabel = "NAMES",
                description = "Query parameters that do not count.")
        private @Nullable List<String> drop;

        @Option(names = "--sort", description = "The order of query parameters does not count.")
        private boolean sort;

        @Option(
                names = "--memory",
                paramLabel = "SIZE",
                description = "Memory of each edge, such as 64MiB, or unbounded.")
        private @Nullable String memory;

        @Option(names = "--lifetime", paramLabel = "TIME", description = "Lifetime of every answer that may be kept.")
        private @Nullable String lifetime;

        JsonObject json() {
            JsonObject rule = new JsonObject();
            if (drop != null) {
                rule.put("drop", new JsonArray(drop));
            }
            if (sort) {
                rule.put("sort", true);
            }
            if (memory != null) {
                rule.put("memory", memory);
            }
            return lifetime == null ? rule : rule.put("lifetime", lifetime);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one: entries or simulate?");
    }

    @Command(
            name = "entries",
            description = "What is stored under a URL, where, and why something is not.",
            mixinStandardHelpOptions = true)
    int entries(
            @Parameters(paramLabel = "URL", description = "An http or https URL.") String url,
            @Option(
                            names = "--header",
                            paramLabel = "FIELD",
                            description = "A request field to suppose, \"Name: value\".")
                    List<String> headers) {
        CallPath path = new CallPath("/v1/cache/entries").with("url", url);
        if (headers != null) {
            headers.forEach(field -> path.with("header", field));
        }
        return ask("GET", path.toString(), null, CacheText::entries);
    }

    @Command(
            name = "simulate",
            description = "The hit ratio that recent traffic would have had in another way.",
            mixinStandardHelpOptions = true)
    int simulate(
            @Mixin Proposal proposal,
            @Option(names = "--since", paramLabel = "TIME", description = "How far back, such as 1h.") String since,
            @Option(names = "--route", paramLabel = "ROUTE", description = "Of this route alone.") String route) {
        JsonObject body = new JsonObject().put("proposed", proposal.json());
        if (since != null) {
            body.put("since", since);
        }
        if (route != null) {
            body.put("route", route);
        }
        return ask("POST", "/v1/cache/simulate", body, CacheText::simulation);
    }

    private int ask(String method, String path, @Nullable JsonObject body, Ask.Shown shown) {
        return Ask.run(spec, admin, client -> client.within(LONGEST).call(method, path, body), shown);
    }
}
