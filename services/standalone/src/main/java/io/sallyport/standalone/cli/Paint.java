package io.sallyport.standalone.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Colours for people at a terminal; nothing where the output goes elsewhere, or the environment has {@code NO_COLOR}.
 * {@code CLICOLOR_FORCE=1} colours in any case.
 */
enum Paint {
    GOOD("32"),
    WARNING("33"),
    BAD("31"),
    FAINT("2"),
    STRONG("1");

    private static final String ESCAPE = "\u001b[";
    private static final int OK_END = 400;
    private static final int SERVER = 500;

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** Whether the standard output takes colours. */
    static boolean isOn() {
        return Ansi.AUTO.enabled();
    }

    /** The text in this colour, or as it is. */
    String on(String text, boolean colours) {
        return colours && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
    }

    /** How a status is to look; 0 when none was sent. */
    static Paint ofStatus(int status) {
        if (status >= SERVER || status == 0) {
            return BAD;
        }
        return status >= OK_END ? WARNING : GOOD;
    }
}
