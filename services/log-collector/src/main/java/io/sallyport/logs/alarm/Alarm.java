package io.sallyport.logs.alarm;

import java.time.Instant;
import java.util.List;

/**
 * An alarm that stands, as callers see it.
 *
 * @param id       the same for as long as it stands, in every collector
 * @param kind     word of its {@link AlarmKind}
 * @param severity {@code warning} or {@code critical}
 * @param subject  what it is about
 * @param text     one sentence
 * @param since    when it began: by the facts, else when this collector saw it first
 * @param servers  ids of the servers concerned
 */
public record Alarm(
        String id, String kind, String severity, String subject, String text, Instant since, List<String> servers) {
    static Alarm of(Finding finding, Instant firstSeen) {
        return new Alarm(
                finding.id(),
                finding.kind().token(),
                finding.severity().token(),
                finding.subject(),
                finding.text(),
                finding.since().orElse(firstSeen),
                finding.servers());
    }
}
