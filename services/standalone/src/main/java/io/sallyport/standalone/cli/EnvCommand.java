package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport env}: commands that make a shell's programs use the forward side of a running suite. */
@Command(
        name = "env",
        description =
                "Prints commands that make the programs of a shell use the proxy: eval \"$(sallyport env)\". What dial "
                        + "safety would refuse stays out of it, by the policy in force. Exit code 1: the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class EnvCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Option(
            names = "--shell",
            paramLabel = "NAME",
            description = "sh, fish or powershell; default: ${DEFAULT-VALUE}.",
            defaultValue = "sh")
    private String shell = "sh";

    @Option(names = "--listener", paramLabel = "NAME", description = "Which listener; default: the first forward one.")
    private @Nullable String listener;

    @Override
    public Integer call() {
        if (!admin.problem().isEmpty()) {
            System.err.println(admin.problem());
            return ExitCodes.MISCONFIGURED;
        }
        String which = listener == null ? "" : "&listener=" + encoded(listener);
        try {
            System.out.print(admin.client(System.getenv()).text("/v1/proxy-env?shell=" + encoded(shell) + which));
            return ExitCodes.OK;
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.CANNOT_START;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
