package io.sallyport.standalone.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs the command line in this process and keeps what it prints. */
final class CommandRun {
    private String out = "";
    private String err = "";

    /** The exit code. */
    int run(String... arguments) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            return SallyportMain.commandLine().execute(arguments);
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
            out = printed.toString(StandardCharsets.UTF_8);
            err = complained.toString(StandardCharsets.UTF_8);
        }
    }

    /** What the last run printed. */
    String out() {
        return out;
    }

    /** What it complained of. */
    String err() {
        return err;
    }
}
