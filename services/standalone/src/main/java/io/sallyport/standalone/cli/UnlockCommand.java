package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sallyport unlock}: lifts a block for a while. */
@Command(
        name = "unlock",
        description =
                "Lets a blocked site through for a while, shows what is let through, or ends it. Without --client, "
                        + "--user and --group everybody is let through. Exit code 1: it was refused, or the suite cannot be "
                        + "reached.",
        mixinStandardHelpOptions = true)
final class UnlockCommand implements Callable<Integer> {
    private static final String PATH = "/v1/unlocks";

    @Mixin
    private final AdminOptions admin = new AdminOptions();

    @Parameters(paramLabel = "SITE", arity = "0..1", description = "A name, with every name below it, or an address.")
    private @Nullable String site;

    @Option(names = "--list", paramLabel = "NAME", description = "In place of a site: what is blocked by this list.")
    private @Nullable String list;

    @Option(names = "--rule", paramLabel = "NAME", description = "In place of a site: what is blocked by this rule.")
    private @Nullable String rule;

    @Option(names = "--for", paramLabel = "TIME", description = "How long, such as 30m or 2h, up to 31d.")
    private @Nullable String time;

    @Option(names = "--client", paramLabel = "ADDRESS", description = "For this address or range alone.")
    private @Nullable String client;

    @Option(names = "--user", paramLabel = "NAME", description = "For this user alone.")
    private @Nullable String user;

    @Option(names = "--group", paramLabel = "NAME", description = "For users of this group alone.")
    private @Nullable String group;

    @Option(names = "--over-authority", description = "Also what an authority has ordered.")
    private boolean overAuthority;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for whoever looks later.")
    private @Nullable String note;

    @Option(names = "--show", description = "Shows what is let through now.")
    private boolean show;

    @Option(names = "--end", paramLabel = "ID", description = "Ends one before its time.")
    private @Nullable String end;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by the parser before any command runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        int wanted = (site == null ? 0 : 1) + (list == null ? 0 : 1) + (rule == null ? 0 : 1);
        int other = (show ? 1 : 0) + (end == null ? 0 : 1);
        if (wanted + other != 1) {
            throw new ParameterException(
                    spec.commandLine(), "what is to be done? one of SITE, --list, --rule, --show, --end");
        }
        if (wanted == 1 && time == null) {
            throw new ParameterException(spec.commandLine(), "for how long? such as --for 30m");
        }
        if (show) {
            return Ask.run(spec, admin, suite -> suite.call("GET", PATH, null), UnlockText::table);
        }
        if (end != null) {
            String path = PATH + "/" + CallPath.encoded(end);
            return Ask.run(spec, admin, suite -> suite.call("DELETE", path, null), UnlockText::ended);
        }
        return Ask.run(spec, admin, suite -> suite.call("POST", PATH, wish()), UnlockText::made);
    }

    private JsonObject wish() {
        JsonObject wish = new JsonObject().put("for", time);
        put(wish, "site", site);
        put(wish, "list", list);
        put(wish, "rule", rule);
        put(wish, "client", client);
        put(wish, "user", user);
        put(wish, "group", group);
        put(wish, "note", note);
        return overAuthority ? wish.put("overAuthority", true) : wish;
    }

    private static void put(JsonObject wish, String key, @Nullable String value) {
        if (value != null) {
            wish.put(key, value);
        }
    }
}
