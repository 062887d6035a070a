package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sallyport stats}: counts, errors and percentiles of access records. */
@Command(
        name = "stats",
        description = {
            "Counts, errors, bytes and percentiles of access records, by group.",
            "Exit code 1: the filter is wrong, or the suite cannot be reached."
        },
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Mixin
    private final RecordOptions records = new RecordOptions();

    @Option(
            names = "--by",
            paramLabel = "A,B",
            description = "Fields whose values make the groups; default: ${DEFAULT-VALUE}.",
            defaultValue = "cluster,version")
    private String by = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How long ago, such as 15m, or an instant; default: ${DEFAULT-VALUE}.",
            defaultValue = "1h")
    private String since = "";

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "Cuts time into pieces, such as 1m.",
            defaultValue = "")
    private String every = "";

    @Option(names = "--top", paramLabel = "N", description = "Groups that are told apart.", defaultValue = "")
    private String top = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        String path = records.in(new CallPath("/v1/logs/stats").with("by", by), since)
                .with("every", every)
                .with("top", top)
                .toString();
        return Ask.run(spec, admin, client -> client.call("GET", path, null), this::text);
    }

    private String text(JsonObject answer) {
        LogPrinter.absent(answer).ifPresent(System.err::println);
        return StatsText.of(answer);
    }
}
