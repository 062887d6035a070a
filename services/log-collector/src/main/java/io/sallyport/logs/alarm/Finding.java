package io.sallyport.logs.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is not as it should be at one moment.
 *
 * @param subject what it is about, such as the id of a server or the name of a service; with the kind it is the same alarm
 * @param text    one sentence, with what was found
 * @param since   when it began, if the facts tell
 * @param servers ids of the servers concerned
 */
record Finding(
        AlarmKind kind, Severity severity, String subject, String text, Optional<Instant> since, List<String> servers) {
    Finding {
        servers = List.copyOf(servers);
    }

    /** The same in every collector, and after a restart. */
    String id() {
        return kind.token() + ":" + subject;
    }
}
