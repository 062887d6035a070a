package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport version}. */
@Command(name = "version", description = "Prints the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints it as JSON, with that of the JVM.")
    private boolean json;

    @Override
    public Integer call() {
        System.out.println(
                json
                        ? new JsonObject()
                                .put("version", ProgramVersion.text())
                                .put("java", Runtime.version().toString())
                                .encodePrettily()
                        : new ProgramVersion().getVersion()[0]);
        return ExitCodes.OK;
    }
}
