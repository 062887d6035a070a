package io.sallyport.logs.fleet;

import io.sallyport.contract.health.VersionHistory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Since when a server is up. Pure. */
public final class UpTime {
    /** Names of facts by which servers tell when they have started. */
    static final List<String> STARTED = List.of("started", "startedAt", "startTime", "upSince");

    /** Numbers beyond are milliseconds since 1970, those below seconds. */
    private static final long SECONDS_MAX = 100_000_000_000L;

    /** A clock that is ahead of ours by no more is believed. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private UpTime() {}

    /**
     * By the server's own word, if it tells its start; else since it came up last by the probes, or by a change of its
     * version, which needs a new process. Empty when it is down, and when nothing is known.
     *
     * @param changes of its version, the newest last
     */
    public static Optional<Instant> of(ServerState server, List<VersionHistory.Change> changes, Instant now) {
        if (server.isUnhealthy()) {
            return Optional.empty();
        }
        Optional<Instant> told = told(server.facts(), now);
        if (told.isPresent()) {
            return told;
        }
        Optional<Instant> healthy =
                server.health().state().equals("healthy") ? server.health().since() : Optional.empty();
        Optional<Instant> changed = changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.get(changes.size() - 1))
                        .filter(last -> !last.from().isEmpty())
                        .map(VersionHistory.Change::at);
        return healthy.isPresent() && changed.isPresent()
                ? Optional.of(healthy.get().isAfter(changed.get()) ? healthy.get() : changed.get())
                : healthy.or(() -> changed);
    }

    private static Optional<Instant> told(Map<String, String> facts, Instant now) {
        for (String name : STARTED) {
            String text = facts.get(name);
            Optional<Instant> start = text == null ? Optional.empty() : read(text);
            if (start.isPresent()
                    && start.get().isAfter(Instant.EPOCH)
                    && start.get().isBefore(now.plus(AHEAD))) {
                return start;
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> read(String text) {
        try {
            if (!text.isEmpty() && text.length() <= 15 && text.chars().allMatch(Character::isDigit)) {
                long number = Long.parseLong(text);
                return Optional.of(number < SECONDS_MAX ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
            }
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
