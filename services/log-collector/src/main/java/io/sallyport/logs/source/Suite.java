package io.sallyport.logs.source;

import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.StatsMerge;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.query.StatsRow;
import io.sallyport.logs.scan.StatsReader;
import io.sallyport.logs.scan.Stop;
import io.sallyport.logs.source.Peers.Peer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All collectors, asked as one. */
public final class Suite {
    private final LocalRecords local;
    private final Peers peers;
    private final PeerCaller caller;

    public Suite(LocalRecords local, Peers peers, PeerCaller caller) {
        this.local = local;
        this.peers = peers;
        this.caller = caller;
    }

    public LocalRecords local() {
        return local;
    }

    public Peers peers() {
        return peers;
    }

    public PeerCaller caller() {
        return caller;
    }

    /** Begins to answer a question for records. */
    public MergedRows rows(RecordQuery query, Asker asker) {
        List<RowSource> sources = new ArrayList<>();
        sources.add(new LocalRows(local, query));
        for (Peer peer : others(asker)) {
            sources.add(new PeerRows(caller, peer, asker.authorization(), asker.conditions(), query));
        }
        return new MergedRows(sources, query.order(), query.after(), query.limit(), absent(asker));
    }

    private List<Peer> others(Asker asker) {
        return asker.local() ? List.of() : peers.present();
    }

    private List<String> absent(Asker asker) {
        return asker.local() ? List.of() : peers.absent();
    }

    /**
     * Figures.
     *
     * @param kept records at all who have answered
     */
    public record Figures(List<StatsRow> rows, long kept, Coverage coverage) {}

    /** Answers a question for figures. */
    public Future<Figures> figures(StatsQuery query, Asker asker, Stop stop) {
        List<Peer> others = others(asker);
        StatsQuery asked = others.isEmpty() ? query : query.widened();
        Future<StatsJson.Part> own = local.gate()
                .run(
                        stop,
                        () -> new StatsJson.Part(
                                StatsReader.read(local.archive(), asked, stop),
                                local.frame().kept()));
        List<Future<StatsJson.Part>> parts =
                others.stream().map(peer -> part(peer, asked, asker)).collect(Collectors.toList());
        List<Future<?>> all = new ArrayList<>(parts);
        all.add(own);
        return Future.join(all).transform(done -> own.map(part -> merged(query, part, others, parts, absent(asker))));
    }

    private Future<StatsJson.Part> part(Peer peer, StatsQuery query, Asker asker) {
        String uri = StatsJson.question(asker.conditions().copy().range(query.selection()), query)
                .uri("/v1/logs/stats");
        return caller.request(peer, uri, asker.authorization())
                .compose(caller::body)
                .map(body -> StatsJson.part(body, query));
    }

    private Figures merged(
            StatsQuery query,
            StatsJson.Part own,
            List<Peer> others,
            List<Future<StatsJson.Part>> parts,
            List<String> absent) {
        List<List<StatsRow>> answers = new ArrayList<>(List.of(own.rows()));
        List<String> answered = new ArrayList<>(List.of(local.instance()));
        List<String> missing = new ArrayList<>(absent);
        long kept = own.kept();
        for (int i = 0; i < others.size(); i++) {
            if (parts.get(i).succeeded()) {
                answers.add(parts.get(i).result().rows());
                kept += parts.get(i).result().kept();
                answered.add(others.get(i).instance());
            } else {
                missing.add(others.get(i).instance());
            }
        }
        return new Figures(StatsMerge.merge(answers, query.top()), kept, new Coverage(answered, missing));
    }
}
