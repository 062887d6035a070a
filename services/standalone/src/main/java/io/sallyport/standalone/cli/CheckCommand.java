package io.sallyport.standalone.cli;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport check}: would it run? */
@Command(
        name = "check",
        description = "Validates a configuration folder and opens nothing. Exit code 2: there are findings.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "Prints findings and warnings as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        try {
            CheckedFolder checked = FolderCheck.run(
                    folder.folder(),
                    System.getenv(),
                    System.getProperties(),
                    FolderCheck.Depth.ALL,
                    ProgressBar.onTerminal());
            if (json) {
                print(checked.summary(), List.of(), checked.warnings());
            } else {
                checked.warnings().forEach(warning -> System.out.println("warning: " + warning));
                System.out.println(checked.summary());
            }
            return ExitCodes.OK;
        } catch (ConfigException e) {
            if (json) {
                print("", e.findings(), List.of());
            } else {
                System.err.println(e.getMessage());
            }
            return ExitCodes.MISCONFIGURED;
        }
    }

    private static void print(String summary, List<Finding> findings, List<Finding> warnings) {
        System.out.println(new JsonObject()
                .put("valid", findings.isEmpty())
                .put("summary", summary)
                .put("findings", array(findings))
                .put("warnings", array(warnings))
                .encodePrettily());
    }

    private static JsonArray array(List<Finding> findings) {
        return new JsonArray(findings.stream()
                .map(finding -> new JsonObject()
                        .put("file", finding.file())
                        .put("line", finding.line())
                        .put("column", finding.column())
                        .put("key", finding.path())
                        .put("found", finding.found())
                        .put("allowed", finding.allowed()))
                .toList());
    }
}
