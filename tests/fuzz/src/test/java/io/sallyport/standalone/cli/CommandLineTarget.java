package io.sallyport.standalone.cli;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import picocli.CommandLine;

/** The command line's own reading: of arguments, and of events that a service streams to it. Nothing is run. */
public final class CommandLineTarget {
    private CommandLineTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        arguments(new Input(input).words());
        events(Input.utf8(input));
    }

    private static void arguments(List<String> words) {
        // An argument that begins with @ names a file.
        boolean files = words.stream().anyMatch(word -> word.startsWith("@"));
        try {
            if (!files) {
                SallyportMain.commandLine().parseArgs(words.toArray(String[]::new));
            }
        } catch (CommandLine.ParameterException refusal) {
            Check.that(!String.valueOf(refusal.getMessage()).isBlank(), "refused without a word");
        }
    }

    private static void events(String text) {
        try {
            Cost.of(text.length(), () -> {
                try {
                    EventReader.read(new BufferedReader(new StringReader(text)), CommandLineTarget::take);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return null;
            });
        } catch (DecodeException refusal) {
            Check.that(text.contains("data:"), "data out of nowhere");
        }
    }

    private static boolean take(String event, JsonObject data) {
        Check.that(data != null && event.equals(event.strip()), "an event: " + event);
        return true;
    }
}
