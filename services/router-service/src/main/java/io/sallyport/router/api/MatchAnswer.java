package io.sallyport.router.api;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What {@code GET /v1/routes/match} answers.
 *
 * @param generation of the snapshot that decided
 * @param resolution {@code forward}, {@code direct}, {@code no_route}, {@code ambiguous} (the path can be read in two
 *     ways that lead to different routes) or {@code unknown_version}
 * @param route      the route that is taken; empty for none
 * @param cluster    where it leads; empty when the route answers itself
 * @param version    the version selected; empty for any
 * @param tried      the routes in the order in which they are tried, up to {@value #MAX_TRIED}
 */
public record MatchAnswer(
        long generation, String resolution, String route, String cluster, String version, List<Tried> tried) {
    private static final int MAX_TRIED = 500;

    /**
     * One route.
     *
     * @param rank  its place in the order, from 1
     * @param unmet the first thing that does not fit: {@code host}, {@code path}, {@code method}, {@code header NAME}
     *     or {@code query NAME}; empty when everything fits, and the first of those is taken
     */
    public record Tried(int rank, String route, String unmet) {}

    static MatchAnswer of(RouteTable table, RequestFacts facts) {
        Resolution resolution = table.resolve(facts);
        List<RouteTable.Trial> trials = table.trials(facts);
        Resolution.Forward forward = resolution instanceof Resolution.Forward found ? found : null;
        return new MatchAnswer(
                table.generation(),
                resolution.kind().name().toLowerCase(Locale.ROOT),
                routeOf(resolution),
                forward == null ? "" : forward.cluster().name(),
                forward == null ? "" : forward.track().version(),
                IntStream.range(0, Math.min(trials.size(), MAX_TRIED))
                        .mapToObj(i -> new Tried(
                                i + 1,
                                trials.get(i).route().name(),
                                trials.get(i).unmet()))
                        .toList());
    }

    private static String routeOf(Resolution resolution) {
        return switch (resolution.kind()) {
            case FORWARD -> ((Resolution.Forward) resolution).route().name();
            case DIRECT -> ((Resolution.Direct) resolution).route().name();
            case UNKNOWN_VERSION ->
                ((Resolution.UnknownVersion) resolution).route().name();
            case NO_ROUTE, AMBIGUOUS -> "";
        };
    }
}
