package io.sallyport.logs.archive.duck;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Tells failures of the database apart, which it words but does not number. */
final class Troubles {
    /** What may pass without anybody doing anything to the file. */
    private static final List<String> PASSING = List.of(
            "no space left",
            "permission denied",
            "out of memory",
            "could not allocate",
            "failed to allocate",
            "lock on file",
            "too many open",
            "cannot open file",
            "interrupt",
            "cancel",
            "timeout",
            "parser error",
            "binder error",
            "conversion error",
            "invalidated");

    private Troubles() {}

    /** Whether a file is to blame, and not that there is no room, no right, no time, no memory or no sense in the question. */
    static boolean isOfAFile(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return PASSING.stream().noneMatch(message::contains);
    }
}
