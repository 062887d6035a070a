package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.sallyport.standalone.cli.AdminClient.Tagged;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport policy}: the rules of a running suite. */
@Command(
        name = "policy",
        description =
                "Shows, tries out and changes the policy of a running suite. Exit code 1: it was refused, or the suite "
                        + "cannot be reached. Of diff and replay 0: no difference, 1: there is one, 2: refused or not reached.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {PolicyApplyCommand.class, PolicyDiffCommand.class, PolicyReplayCommand.class})
final class PolicyCommand implements Runnable {
    private static final String RULE = "Name of the rule.";

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which one: show, history, diff, replay, apply, rollback, report, promote or demote?");
    }

    @Command(
            name = "report",
            description = "What rules in report mode would have done.",
            mixinStandardHelpOptions = true)
    int report(
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "How long ago, such as 2h, or an instant; default: ${DEFAULT-VALUE}.",
                            defaultValue = "24h")
                    String since) {
        return show(
                client -> client.call("GET", "/v1/policies/report?since=" + CallPath.encoded(since), null),
                PolicyReportText::of);
    }

    @Command(
            name = "show",
            description = "The text in force as it was written, without its passwords; or that of a revision.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "REVISION", arity = "0..1", description = "Its number.") @Nullable Long revision) {
        String path = revision == null ? "/v1/policies" : "/v1/revisions/" + revision;
        String text = revision == null ? "text" : "document";
        return show(client -> client.call("GET", path, null), answer -> {
            if (answer.getBoolean("masked")) {
                System.err.println("passwords are shown as ***: put them back, or variables, before it is applied");
            }
            return answer.getString(text, "The store has lost this text.").stripTrailing();
        });
    }

    @Command(
            name = "history",
            description = "The revisions that are kept, newest first.",
            mixinStandardHelpOptions = true)
    int history() {
        return show(client -> client.call("GET", "/v1/revisions", null), RevisionText::table);
    }

    @Command(
            name = "promote",
            description = "A rule in report mode is in force from now on: its line is changed, nothing else.",
            mixinStandardHelpOptions = true)
    int promote(@Parameters(paramLabel = "RULE", description = RULE) String rule, @Mixin EditOptions edit) {
        return mode(rule, "promote", edit);
    }

    @Command(
            name = "demote",
            description = "A rule only reports from now on: its line is changed, nothing else.",
            mixinStandardHelpOptions = true)
    int demote(@Parameters(paramLabel = "RULE", description = RULE) String rule, @Mixin EditOptions edit) {
        return mode(rule, "demote", edit);
    }

    private int mode(String rule, String verb, EditOptions edit) {
        String path = "/v1/policies/rules/" + CallPath.encoded(rule) + "/" + verb + edit.query('?');
        return show(client -> client.call("POST", path, null), RevisionText::done);
    }

    @Command(
            name = "rollback",
            description = "An earlier text is in force again, as a new revision.",
            mixinStandardHelpOptions = true)
    int rollback(
            @Parameters(
                            paramLabel = "REVISION",
                            arity = "0..1",
                            description = "Its number; default: the last one with another text.")
                    @Nullable
                    Long revision,
            @Mixin EditOptions edit) {
        return show(
                client -> {
                    long number = revision == null
                            ? before(client.call("GET", "/v1/revisions", null).getJsonArray("revisions"))
                            : revision;
                    return client.call("POST", "/v1/revisions/" + number + "/restore" + edit.query('?'), null);
                },
                RevisionText::done);
    }

    private static long before(JsonArray newestFirst) throws CallFailedException {
        for (int i = 1; i < newestFirst.size(); i++) {
            JsonObject each = newestFirst.getJsonObject(i);
            if (!each.getString("text").equals(newestFirst.getJsonObject(0).getString("text"))) {
                return each.getLong("number");
            }
        }
        throw new CallFailedException("there is no earlier text: see sallyport policy history");
    }

    /** The text in force, and its tag. */
    Tagged inForce() throws CallFailedException {
        return client().tagged("/v1/policies?format=yaml");
    }

    AdminClient client() {
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        return admin.client(System.getenv());
    }

    boolean isJson() {
        return admin.isJson();
    }

    int show(Ask.Call call, Ask.Shown shown) {
        return Ask.run(spec, admin, call, shown);
    }
}
