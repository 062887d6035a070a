package io.sallyport.logs.fleet;

import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.contract.log.TrafficAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes one of what several collectors have counted. Pure. */
public final class MergedTraffic {
    /** Last records, and last errors, of one server. */
    private static final int LAST_MAX = 10;

    private MergedTraffic() {}

    /** By id of the server, sorted. */
    public static Map<String, ServerFigures> of(List<TrafficAnswer> parts) {
        Map<String, ServerFigures> sums = new TreeMap<>();
        for (TrafficAnswer part : parts) {
            part.servers().forEach(figures -> sums.merge(figures.id(), figures, MergedTraffic::both));
        }
        return sums;
    }

    private static ServerFigures both(ServerFigures one, ServerFigures other) {
        ServerFigures newer = one.lastSeen().isBefore(other.lastSeen()) ? other : one;
        ServerFigures older = newer == one ? other : one;
        return new ServerFigures(
                one.id(),
                one.cluster(),
                newer.endpoint(),
                newer.version().isEmpty() ? older.version() : newer.version(),
                newer.lastSeen(),
                one.recent().plus(other.recent()),
                one.total().plus(other.total()),
                newest(one.errors(), other.errors()),
                newest(one.records(), other.records()));
    }

    private static List<ServerRecord> newest(List<ServerRecord> one, List<ServerRecord> other) {
        List<ServerRecord> all = Stream.concat(one.stream(), other.stream())
                .sorted(Comparator.comparing(ServerRecord::at))
                .toList();
        return all.subList(Math.max(0, all.size() - LAST_MAX), all.size());
    }
}
