package io.sallyport.standalone.cli;

import io.sallyport.standalone.cli.AdminClient.CallFailedException;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Carries out what a command wants of a running suite, prints the answer, and tells people what went wrong. */
final class Ask {
    private Ask() {}

    /** One call, or a few. */
    @FunctionalInterface
    interface Call {
        JsonObject of(AdminClient client) throws CallFailedException;
    }

    /** How an answer is shown to people. */
    @FunctionalInterface
    interface Shown {
        String of(JsonObject answer);
    }

    /** What an answer means for the shell. */
    @FunctionalInterface
    interface Meaning {
        boolean isGood(JsonObject answer);
    }

    /** Something that prints for itself, and says with which exit code it ends. */
    @FunctionalInterface
    interface Work {
        int with(AdminClient client) throws CallFailedException;
    }

    /** Exit code 0, whatever the answer is. */
    static int run(CommandSpec spec, AdminOptions admin, Call call, Shown shown) {
        return run(spec, admin, call, shown, answer -> true);
    }

    /** Exit code 0 for a good answer, else 1. */
    static int run(CommandSpec spec, AdminOptions admin, Call call, Shown shown, Meaning meaning) {
        return work(spec, admin, client -> {
            JsonObject answer = call.of(client);
            System.out.println(
                    admin.isJson() ? answer.encodePrettily() : shown.of(answer).stripTrailing());
            return meaning.isGood(answer) ? ExitCodes.OK : ExitCodes.REFUSED;
        });
    }

    /** The work's own exit code; 1 when the suite says no or cannot be reached. */
    static int work(CommandSpec spec, AdminOptions admin, Work work) {
        if (!admin.problem().isEmpty()) {
            throw new ParameterException(spec.commandLine(), admin.problem());
        }
        try {
            return work.with(admin.client(System.getenv()));
        } catch (CallFailedException e) {
            System.err.println(e.getMessage());
            return ExitCodes.REFUSED;
        }
    }
}
