package io.sallyport.logs.source;

import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.source.Peers.Peer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The records of another collector. Owner: the context of the call. */
final class PeerRows implements RowSource {
    private final PeerCaller caller;
    private final Peer peer;
    private final String authorization;
    private final PeerQuestion question;
    private HttpClientRequest running;
    private boolean stopped;

    PeerRows(PeerCaller caller, Peer peer, String authorization, PeerQuestion conditions, RecordQuery query) {
        this.caller = caller;
        this.peer = peer;
        this.authorization = authorization;
        this.question = conditions
                .copy()
                .range(query.selection())
                .add("order", query.order().name().toLowerCase(Locale.ROOT));
        if (!query.isWhole()) {
            Set<Field> fields = new LinkedHashSet<>(query.fields());
            fields.addAll(List.of(Field.STARTED_AT, Field.EDGE, Field.SEQUENCE));
            question.add("fields", fields.stream().map(Field::label).collect(Collectors.joining(",")));
        }
    }

    @Override
    public String collector() {
        return peer.instance();
    }

    @Override
    public boolean isPeer() {
        return true;
    }

    @Override
    public Future<Answer> page(Optional<Place> after, int limit) {
        PeerQuestion page = question.copy().add("limit", Integer.toString(limit));
        after.ifPresent(place -> page.add("cursor", place.toString()));
        return caller.request(peer, page.uri("/v1/logs"), authorization)
                .compose(request -> {
                    running = request;
                    if (stopped) {
                        request.reset();
                    }
                    return caller.body(request);
                })
                .map(RowJson::page);
    }

    @Override
    public void stop() {
        stopped = true;
        if (running != null) {
            running.reset();
        }
    }
}
