package io.sallyport.standalone.cli;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where a running suite is asked. */
final class AdminOptions {
    @Option(
            names = "--admin",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Admin address of the suite; default: ${DEFAULT-VALUE}.",
            defaultValue = "http://127.0.0.1:9000")
    private URI admin = URI.create("http://127.0.0.1:9000");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            scope = ScopeType.INHERIT,
            description = "Its token; default: the variable SALLYPORT_ADMIN_TOKEN.")
    private @Nullable String token;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as it came.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Says what is wrong with the address; empty when nothing is. */
    String problem() {
        boolean http = "http".equals(admin.getScheme()) || "https".equals(admin.getScheme());
        return http && admin.getHost() != null
                ? ""
                : "--admin: found \"" + admin + "\", allowed: a URL such as http://127.0.0.1:9000";
    }

    /** @param environment where the token is when no option gives one */
    AdminClient client(Map<String, String> environment) {
        return new AdminClient(admin, token == null ? environment.getOrDefault("SALLYPORT_ADMIN_TOKEN", "") : token);
    }
}
