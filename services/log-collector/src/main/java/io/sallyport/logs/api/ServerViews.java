package io.sallyport.logs.api;

import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficSum;
import io.sallyport.logs.alarm.Alarm;
import io.sallyport.logs.api.ServerView.HealthChange;
import io.sallyport.logs.api.ServerView.ServerTotal;
import io.sallyport.logs.api.ServerView.ServerTraffic;
import io.sallyport.logs.api.ServerView.VersionChange;
import io.sallyport.logs.fleet.Histories.History;
import io.sallyport.logs.fleet.MergedTraffic;
import io.sallyport.logs.fleet.ServerState;
import io.sallyport.logs.fleet.UpTime;
import io.sallyport.logs.servers.LatencyCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts views together from states, traffic, histories and alarms. Pure. */
final class ServerViews {
    private static final int WINDOW_SECONDS = 300;

    private final Map<String, ServerFigures> traffic;
    private final Instant since;
    private final List<Alarm> alarms;
    private final Instant now;

    /** @param parts of the collectors */
    ServerViews(List<TrafficAnswer> parts, List<Alarm> alarms, Instant now) {
        this.traffic = MergedTraffic.of(parts);
        this.since =
                parts.stream().map(TrafficAnswer::since).min(Instant::compareTo).orElse(now);
        this.alarms = alarms;
        this.now = now;
    }

    /** @param whole with histories, last errors and last records */
    ServerView view(ServerState state, History history, boolean whole) {
        Optional<ServerFigures> counted = Optional.ofNullable(traffic.get(state.id()));
        TrafficSum recent = counted.map(ServerFigures::recent).orElse(TrafficSum.NONE);
        TrafficSum total = counted.map(ServerFigures::total).orElse(TrafficSum.NONE);
        String version =
                state.version().isEmpty() ? counted.map(ServerFigures::version).orElse("") : state.version();
        return new ServerView(
                state.id(),
                state.cluster(),
                state.endpoint(),
                state.configured(),
                version,
                state.discovered(),
                state.facts(),
                state.drift(),
                state.health(),
                UpTime.of(state, history.versionsOf(state.id()), now),
                state.protocol(),
                state.tls(),
                state.certificate(),
                state.weight(),
                state.priority(),
                state.canary(),
                state.connections(),
                state.ejection(),
                traffic(recent),
                total(total),
                counted.map(ServerFigures::lastSeen),
                whole ? versions(state, history) : List.of(),
                whole ? healthChanges(state, history) : List.of(),
                whole ? counted.map(ServerFigures::errors).orElse(List.of()) : List.of(),
                whole ? counted.map(ServerFigures::records).orElse(List.of()) : List.of(),
                alarms.stream()
                        .filter(alarm -> alarm.servers().contains(state.id()))
                        .toList());
    }

    private static ServerTraffic traffic(TrafficSum sum) {
        return new ServerTraffic(
                WINDOW_SECONDS,
                sum.requests(),
                sum.errors(),
                share(sum),
                sum.bytesIn(),
                sum.bytesOut(),
                LatencyCounts.percentile(sum.latency(), 500),
                LatencyCounts.percentile(sum.latency(), 900),
                LatencyCounts.percentile(sum.latency(), 990),
                LatencyCounts.percentile(sum.latency(), 999));
    }

    private ServerTotal total(TrafficSum sum) {
        return new ServerTotal(since, sum.requests(), sum.errors(), share(sum), sum.bytesIn(), sum.bytesOut());
    }

    private static double share(TrafficSum sum) {
        return sum.requests() == 0 ? 0 : (double) sum.errors() / sum.requests();
    }

    private static List<VersionChange> versions(ServerState state, History history) {
        return history.versionsOf(state.id()).stream()
                .map(change -> new VersionChange(change.from(), change.to(), change.at()))
                .toList();
    }

    private static List<HealthChange> healthChanges(ServerState state, History history) {
        return history.statesOf(state.id()).stream()
                .map(change ->
                        new HealthChange(change.state().name().toLowerCase(Locale.ROOT), change.reason(), change.at()))
                .toList();
    }
}
