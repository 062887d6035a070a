package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport policy apply}: a text is in force until policies.yaml changes. */
@Command(
        name = "apply",
        description = "A text is in force from now on, until policies.yaml changes.",
        mixinStandardHelpOptions = true)
final class PolicyApplyCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private PolicyCommand policy;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The whole text; - for the standard input.")
    private Path file = Path.of("-");

    @Option(names = "--dry-run", description = "Only says whether it would be taken.")
    private boolean dryRun;

    @Option(
            names = "--if-match",
            paramLabel = "TAG",
            description = "The ETag of the text that it takes the place of; default: whatever is in force.",
            defaultValue = "*")
    private String tag = "*";

    @Mixin
    private final EditOptions edit = new EditOptions();

    @Override
    public Integer call() {
        String text = TextFile.read(spec, file);
        return dryRun
                ? policy.show(
                        client -> client.document("PUT", "/v1/policies?dryRun=true", text, ""),
                        PolicyApplyCommand::valid)
                : policy.show(client -> put(client, text), RevisionText::done);
    }

    private JsonObject put(AdminClient client, String text) throws CallFailedException {
        return client.document("PUT", "/v1/policies" + edit.query('?'), text, tag);
    }

    private static String valid(JsonObject answer) {
        StringBuilder text = new StringBuilder("valid; ");
        text.append(
                answer.getBoolean("changes")
                        ? "it would take the place of what is in force"
                        : "it is in force already");
        RevisionText.warnings(text, answer);
        return text.toString();
    }
}
