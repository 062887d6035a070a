package io.sallyport.standalone.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which access records a command is about; how far back they go when nothing says so is each command's own choice. */
final class RecordOptions {
    @Parameters(
            paramLabel = "FILTER",
            arity = "0..1",
            description = "Which records; default: all of them.",
            defaultValue = "")
    private String filter = "";

    @Option(names = "--until", paramLabel = "TIME", description = "The same, for the end.", defaultValue = "")
    private String until = "";

    String filter() {
        return filter;
    }

    boolean hasEnd() {
        return !until.isEmpty();
    }

    /** Asks for these records. */
    CallPath in(CallPath path, String since) {
        return path.with("where", filter).with("since", since).with("until", until);
    }
}
