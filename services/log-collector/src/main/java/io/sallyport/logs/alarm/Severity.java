package io.sallyport.logs.alarm;

import java.util.Locale;

/** How soon somebody must look. */
public enum Severity {
    /** Today. */
    WARNING,
    /** Now: requests fail, or will before long. */
    CRITICAL;

    /** As answers and metrics spell it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
