package io.sallyport.edge.pac;

import java.util.Locale;

/** Shells whose environment can be set. Values hold letters, digits and {@code . , : / - _ [ ]} only. */
public enum Shell {
    SH("export %s=\"%s\"\n"),
    FISH("set -gx %s \"%s\"\n"),
    POWERSHELL("$env:%s = \"%s\"\n");

    private final String command;

    Shell(String command) {
        this.command = command;
    }

    /** {@code null} for a name that is none of them. */
    public static Shell named(String name) {
        for (Shell shell : values()) {
            if (shell.name().toLowerCase(Locale.ROOT).equals(name)) {
                return shell;
            }
        }
        return null;
    }

    String set(String name, String value) {
        return command.formatted(name, value);
    }
}
