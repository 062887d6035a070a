package io.sallyport.standalone.cli;

import picocli.CommandLine.Option;

/** Who changes a policy, and why. */
final class EditOptions {
    @Option(
            names = "--author",
            paramLabel = "NAME",
            description = "Who you are, for the record; default: the user that runs this.",
            defaultValue = "${sys:user.name}")
    private String author = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.", defaultValue = "")
    private String note = "";

    /** As parameters of a call, behind a question mark or ampersand. */
    String query(char separator) {
        return separator + "author=" + CallPath.encoded(author) + "&note=" + CallPath.encoded(note);
    }
}
