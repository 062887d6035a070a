package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport purge}: takes answers out of the caches of a running suite. */
@Command(
        name = "purge",
        description =
                "Takes answers out of the caches of a running suite: they are stale, and validated before they are used, or "
                        + "with --hard gone. Exit code 1: not everybody has carried it out yet, or the suite cannot be "
                        + "reached.",
        mixinStandardHelpOptions = true)
final class PurgeCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "URL", arity = "0..*", description = "URLs as clients ask for them.")
    private List<String> urls = new ArrayList<>();

    @Option(names = "--prefix", paramLabel = "URL", description = "Everything whose URL begins so.")
    private List<String> prefixes = new ArrayList<>();

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description =
                    "Everything that says by Cache-Groups, Surrogate-Key, Cache-Tag or xkey that it is of this group.")
    private List<String> groups = new ArrayList<>();

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "Of the groups only what is of this origin, such as https://shop.example.",
            defaultValue = "")
    private String origin = "";

    @Option(names = "--everything", description = "All that is kept.")
    private boolean everything;

    @Option(names = "--hard", description = "Not to be used again, not even while it is validated.")
    private boolean hard;

    @Option(names = "--list", description = "Shows the last purges in place of one, and who has carried them out.")
    private boolean list;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonArray targets = targets();
        if (targets.isEmpty() != list) {
            throw new ParameterException(
                    spec.commandLine(),
                    list ? "--list stands alone" : "what is to be purged? URL, --prefix, --group or --everything");
        }
        if (list) {
            return Ask.run(spec, admin, suite -> suite.call("GET", "/v1/cache/purges", null), PurgeText::table);
        }
        return Ask.run(
                spec,
                admin,
                suite -> suite.post("/v1/cache/purge", targets),
                report -> PurgeText.report(targets, hard, report),
                report -> report.getBoolean("complete"));
    }

    private JsonArray targets() {
        JsonArray targets = new JsonArray();
        urls.forEach(url -> targets.add(target("url", url)));
        prefixes.forEach(prefix -> targets.add(target("prefix", prefix)));
        for (String group : groups) {
            JsonObject target = target("group", group);
            targets.add(origin.isEmpty() ? target : target.put("origin", origin));
        }
        if (everything) {
            targets.add(target("everything", true));
        }
        return targets;
    }

    private JsonObject target(String scope, Object value) {
        return new JsonObject().put(scope, value).put("soft", !hard);
    }
}
