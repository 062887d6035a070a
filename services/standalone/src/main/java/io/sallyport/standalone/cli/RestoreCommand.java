package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport restore}: brings a backup into a running suite. */
@Command(
        name = "restore",
        description =
                "Brings the documents of a backup into the store of a running suite, be it empty or another one. Numbers only "
                        + "rise: the policy becomes a new revision. Exit code 1: it was refused, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private static final int FILE_BYTES_MAX = 32 << 20;

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "FILE", description = "What sallyport backup has written.")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "Only says what would come of it.")
    private boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] packed = packed();
        return Ask.run(
                spec,
                admin,
                client -> client.packed("POST", "/v1/restore" + (dryRun ? "?dryRun=true" : ""), packed),
                RestoreCommand::told);
    }

    private byte[] packed() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > FILE_BYTES_MAX) {
                throw new ParameterException(
                        spec.commandLine(), file + ": found more than 32 MiB, allowed: at most 32 MiB");
            }
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(bytes);
            }
            return packed.toByteArray();
        } catch (NoSuchFileException e) {
            throw new ParameterException(
                    spec.commandLine(), file + ": found no such file, allowed: a readable file", e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static String told(JsonObject answer) {
        String would = answer.getBoolean("dryRun") ? "would be " : "";
        StringBuilder text = new StringBuilder();
        text.append("policy: ")
                .append(policy(answer.getString("policy"), would))
                .append('\n');
        text.append("history: ")
                .append(
                        answer.getBoolean("history")
                                ? would + "as in the backup, and behind it"
                                : "the one that is there, which goes further")
                .append('\n');
        text.append("unlocks: ")
                .append(answer.getInteger("unlocks"))
                .append(' ')
                .append(would)
                .append("added\n");
        text.append("canaries: ")
                .append(answer.getInteger("canaries"))
                .append(' ')
                .append(would)
                .append("as in the backup\n");
        answer.getJsonObject("generations")
                .forEach(each -> text.append("next generation of ")
                        .append(each.getKey())
                        .append(": above ")
                        .append(each.getValue())
                        .append('\n'));
        return text.append("not restored: routes, which come from routes.yaml; lists, which are fetched again")
                .toString();
    }

    private static String policy(String change, String would) {
        return switch (change) {
            case "changed" -> would + "that of the backup, as a new revision";
            case "unchanged" -> "in force already";
            default -> "the backup has none";
        };
    }
}
