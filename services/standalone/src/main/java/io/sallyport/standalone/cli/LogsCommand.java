package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sallyport logs}: what has gone through a running suite, or goes through it now. */
@Command(
        name = "logs",
        description = {
            "Shows access records, oldest first; with --follow, those that come as well.",
            "A filter is written as for /v1/logs: sallyport logs 'status>=500 and cluster=shop'.",
            "Exit code 1: the filter is wrong, or the suite cannot be reached."
        },
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int PAGE = 1000;

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Mixin
    private final RecordOptions records = new RecordOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How long ago, such as 15m, or an instant.",
            defaultValue = "")
    private String since = "";

    @Option(
            names = {"-n", "--last"},
            paramLabel = "N",
            description = "So many of the newest, 0 to 1000; default: ${DEFAULT-VALUE}.",
            defaultValue = "20")
    private int last;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with records as they come, until it is interrupted.")
    private boolean follow;

    @Option(
            names = "--format",
            description =
                    "table, ndjson, csv, common or combined; default: ${DEFAULT-VALUE}. All but table write every "
                            + "record that is found, unless --last says how many.",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Option(
            names = "--fields",
            paramLabel = "A,B",
            description = "With ndjson and csv: which fields.",
            defaultValue = "")
    private String fields = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    /** How records are printed. */
    enum Format {
        TABLE,
        NDJSON,
        CSV,
        COMMON,
        COMBINED
    }

    @Override
    public Integer call() {
        check();
        return Ask.work(spec, admin, client -> {
            if (follow) {
                return follow(client);
            }
            return format == Format.TABLE ? page(client) : export(client);
        });
    }

    private void check() {
        if (last < 0 || last > PAGE) {
            throw wrong("--last: found " + last + ", allowed: 0 to " + PAGE);
        }
        if (follow && format != Format.TABLE && format != Format.NDJSON) {
            throw wrong("--follow: found --format " + word(format) + ", allowed: table, ndjson");
        }
        if (follow && (!since.isEmpty() || records.hasEnd())) {
            throw wrong("--follow: found --since or --until, allowed: --last, and whatever comes");
        }
        if (!fields.isEmpty() && format != Format.NDJSON && format != Format.CSV) {
            throw wrong("--fields: found --format " + word(format) + ", allowed: ndjson, csv");
        }
    }

    private int page(AdminClient client) throws CallFailedException {
        if (last == 0) {
            return ExitCodes.OK;
        }
        JsonObject answer =
                client.call("GET", path().with("limit", String.valueOf(last)).toString(), null);
        if (admin.isJson()) {
            System.out.println(answer.encodePrettily());
            return ExitCodes.OK;
        }
        JsonArray found = answer.getJsonArray("records");
        if (found.isEmpty()) {
            System.err.println("no records" + (answer.getLong("kept", 0L) == 0 ? ", and none are kept" : " match"));
        } else {
            LogPrinter printer = new LogPrinter(System.out, ZoneId.systemDefault(), Paint.isOn());
            for (int i = found.size() - 1; i >= 0; i--) {
                printer.print(found.getJsonObject(i));
            }
        }
        LogPrinter.absent(answer).ifPresent(System.err::println);
        return ExitCodes.OK;
    }

    /** Straight from the connection to the output: there may be millions. */
    private int export(AdminClient client) throws CallFailedException {
        CallPath path =
                path().with("format", word(format)).with("fields", fields).with("order", "asc");
        if (spec.commandLine().getParseResult().hasMatchedOption("--last")) {
            path = path.with("limit", String.valueOf(Math.max(1, last)));
        }
        client.copy(path.toString(), System.out).ifPresent(System.err::println);
        return ExitCodes.OK;
    }

    private int follow(AdminClient client) throws CallFailedException {
        boolean lines = admin.isJson() || format == Format.NDJSON;
        CallPath path =
                new CallPath("/v1/logs/tail").with("where", records.filter()).with("last", String.valueOf(last));
        client.events(path.toString(), new LogFollower(System.out, System.err, lines));
        return ExitCodes.OK;
    }

    private CallPath path() {
        return records.in(new CallPath("/v1/logs"), since);
    }

    private static String word(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
