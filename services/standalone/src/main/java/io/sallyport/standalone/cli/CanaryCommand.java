package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport canary}: versions on trial in a running suite. */
@Command(
        name = "canary",
        description =
                "Shows the canaries of a running suite, and says what becomes of them. Exit code 1: it was refused, "
                        + "or the suite cannot be reached.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class CanaryCommand implements Runnable {
    private static final String ROUTE = "Name of the route.";
    private static final String NOTE = "Why, for the record.";

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which one: list, show, promote, freeze, resume, rollback, restart or set?");
    }

    @Command(name = "list", description = "Every canary.", mixinStandardHelpOptions = true)
    int list() {
        return ask("GET", "", null, CanaryText::table);
    }

    @Command(
            name = "show",
            description = "One canary, with its figures and its history.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ROUTE", description = ROUTE) String route) {
        return ask("GET", "/" + CallPath.encoded(route), null, CanaryText::page);
    }

    @Command(name = "promote", description = "It serves everybody from now on.", mixinStandardHelpOptions = true)
    int promote(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--note", description = NOTE) String note) {
        return order(route, "promote", note);
    }

    @Command(
            name = "freeze",
            description = "It keeps its weight until it is resumed; a bad one still goes back.",
            mixinStandardHelpOptions = true)
    int freeze(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--note", description = NOTE) String note) {
        return order(route, "freeze", note);
    }

    @Command(name = "resume", description = "It goes on where it was frozen.", mixinStandardHelpOptions = true)
    int resume(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--note", description = NOTE) String note) {
        return order(route, "resume", note);
    }

    @Command(name = "rollback", description = "It serves nobody from now on.", mixinStandardHelpOptions = true)
    int rollback(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--note", description = NOTE) String note) {
        return order(route, "rollback", note);
    }

    @Command(name = "restart", description = "It begins anew with its first step.", mixinStandardHelpOptions = true)
    int restart(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--note", description = NOTE) String note) {
        return order(route, "restart", note);
    }

    @Command(
            name = "set",
            description = "It gets a weight and keeps it, or goes on from a step.",
            mixinStandardHelpOptions = true)
    int set(
            @Parameters(paramLabel = "ROUTE", description = ROUTE) String route,
            @Option(names = "--weight", description = "Percent of the traffic, 0 to 100.") Integer weight,
            @Option(names = "--step", description = "Number of the step, from 1.") Integer step,
            @Option(names = "--note", description = NOTE) String note) {
        if ((weight == null) == (step == null)) {
            throw new ParameterException(spec.commandLine(), "set: found neither or both, allowed: --weight or --step");
        }
        JsonObject body = body(note).put(weight == null ? "step" : "weight", weight == null ? step : weight);
        return ask("PUT", "/" + CallPath.encoded(route), body, CanaryText::page);
    }

    private int order(String route, String verb, @Nullable String note) {
        return ask("POST", "/" + CallPath.encoded(route) + "/" + verb, body(note), CanaryText::page);
    }

    private static JsonObject body(@Nullable String note) {
        return note == null ? new JsonObject() : new JsonObject().put("note", note);
    }

    private int ask(String method, String path, @Nullable JsonObject body, Ask.Shown shown) {
        return Ask.run(spec, admin, client -> client.call(method, "/v1/canaries" + path, body), shown);
    }
}
