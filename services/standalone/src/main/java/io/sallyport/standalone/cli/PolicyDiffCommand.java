package io.sallyport.standalone.cli;

import io.sallyport.policy.revision.MaskedText;
import io.sallyport.policy.revision.TextDiff;
import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code sallyport policy diff}: from the text in force to a file, or between two revisions. */
@Command(
        name = "diff",
        description =
                "From the text in force to a file; from the revision before to a revision; or from the second revision to "
                        + "the first. Exit code 0: no difference, 1: there is one, 2: refused, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class PolicyDiffCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private PolicyCommand policy;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "FILE|REVISION",
            description = "A file, - for the standard input, or a number.")
    private String what = "-";

    @Parameters(index = "1", paramLabel = "REVISION", arity = "0..1", description = "What a revision is compared with.")
    private @Nullable Long with;

    @Override
    public Integer call() {
        try {
            List<String> lines = isNumber() ? between() : toFile();
            String shown = policy.isJson()
                    ? new JsonObject().put("lines", new JsonArray(lines)).encodePrettily()
                    : lines.isEmpty() ? "no difference" : String.join("\n", lines);
            System.out.println(shown);
            return lines.isEmpty() ? ExitCodes.OK : ExitCodes.CANNOT_START;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        }
    }

    private boolean isNumber() {
        return !what.isEmpty() && what.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private List<String> between() throws CallFailedException {
        String query = with == null ? "" : "?with=" + with;
        JsonObject answer = policy.client().call("GET", "/v1/revisions/" + what + "/diff" + query, null);
        return answer.getJsonArray("lines").stream().map(String::valueOf).toList();
    }

    /** Both without passwords, since that is all there is of one of them. */
    private List<String> toFile() throws CallFailedException {
        String file = TextFile.read(spec, Path.of(what));
        return TextDiff.of(policy.inForce().text(), MaskedText.of(file));
    }
}
