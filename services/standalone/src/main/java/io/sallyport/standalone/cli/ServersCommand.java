package io.sallyport.standalone.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport servers}: every server behind a running suite, or all that is known of one. */
@Command(
        name = "servers",
        description =
                "Shows the servers behind a running suite, or all that is known of one. Exit code 1: there is no such "
                        + "server, or the suite cannot be reached.",
        mixinStandardHelpOptions = true)
final class ServersCommand implements Callable<Integer> {
    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..1", description = "Such as shop@127.0.0.1:9101; default: all.")
    private @Nullable String id;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Of this cluster alone.", defaultValue = "")
    private String cluster = "";

    @Option(names = "--runs", paramLabel = "VERSION", description = "Of this version alone.", defaultValue = "")
    private String version = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "healthy, unhealthy, unknown, ejected, or alarm.",
            defaultValue = "")
    private String state = "";

    @Override
    public Integer call() {
        if (id != null) {
            String path = "/v1/servers/" + CallPath.encoded(id);
            return Ask.run(
                    spec,
                    admin,
                    client -> client.call("GET", path, null),
                    answer -> ServersText.page(answer, Clock.systemUTC().instant(), Paint.isOn()));
        }
        String path = new CallPath("/v1/servers")
                .with("cluster", cluster)
                .with("version", version)
                .with("state", state)
                .toString();
        return Ask.run(
                spec,
                admin,
                client -> client.call("GET", path, null),
                answer -> ServersText.table(answer, Clock.systemUTC().instant(), Paint.isOn()));
    }
}
