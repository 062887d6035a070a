package io.sallyport.logs.tail;

import io.sallyport.logs.source.Asker;
import io.sallyport.logs.source.Coverage;
import io.sallyport.logs.source.PeerQuestion;
import io.sallyport.logs.source.Peers.Peer;
import io.sallyport.logs.source.RowJson;
import io.sallyport.logs.source.Suite;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the other collectors for one reader; one that breaks off or comes later is called again. The reader is told whom it
 * does not hear. Owner: the call's context.
 */
final class PeerTails {
    private static final long LOOK_MILLIS = 2000;
    /** Longer than any record; 2000 lines may wait. */
    private static final int LINE_MAX = 1 << 16;

    private static final long GAP_MAX = Integer.MAX_VALUE;

    private final Vertx vertx;
    private final Suite suite;
    private final Asker asker;
    private final TailReader reader;
    private final Map<String, HttpClientRequest> calls = new HashMap<>();
    private final List<String> heard = new ArrayList<>();
    private final long timer;
    private Coverage told;
    private boolean ended;

    PeerTails(Vertx vertx, Suite suite, Asker asker, TailReader reader) {
        this.vertx = vertx;
        this.suite = suite;
        this.asker = asker;
        this.reader = reader;
        this.told = new Coverage(List.of(suite.local().instance()), List.of());
        this.timer = vertx.setPeriodic(LOOK_MILLIS, now -> look());
        reader.onEnd(this::end);
        look();
    }

    private void look() {
        List<Peer> present = suite.peers().present();
        for (Peer peer : present) {
            if (!calls.containsKey(peer.instance())) {
                call(peer);
            }
        }
        List<String> missing = new ArrayList<>(suite.peers().absent());
        present.stream()
                .map(Peer::instance)
                .filter(instance -> !heard.contains(instance))
                .forEach(missing::add);
        List<String> all = new ArrayList<>(heard);
        all.add(suite.local().instance());
        Coverage coverage = new Coverage(all, missing);
        if (!coverage.equals(told)) {
            told = coverage;
            reader.event("coverage", coverage.json().encode());
        }
    }

    private void call(Peer peer) {
        String uri = PeerQuestion.of(List.of()).uri("/v1/logs/tail") + rest();
        calls.put(peer.instance(), null);
        suite.caller()
                .request(peer, uri, asker.authorization())
                .compose(request -> {
                    calls.put(peer.instance(), request);
                    if (ended) {
                        request.reset();
                    }
                    return request.send();
                })
                .onSuccess(response -> listen(peer, response))
                .onFailure(gone -> lost(peer));
    }

    private String rest() {
        String conditions = asker.conditions().uri("");
        return "&" + conditions.substring(1);
    }

    private void listen(Peer peer, HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.request().reset();
            lost(peer);
            return;
        }
        heard.add(peer.instance());
        Events events = new Events();
        RecordParser lines = RecordParser.newDelimited("\n", line -> {
            try {
                events.line(line.toString());
            } catch (UncheckedIOException | DecodeException | ClassCastException e) {
                // No collector writes that: it is called again, and not heard until then.
                response.request().reset();
            }
        });
        lines.maxRecordSize(LINE_MAX);
        lines.exceptionHandler(tooLong -> response.request().reset());
        response.handler(lines::handle);
        response.exceptionHandler(broken -> lost(peer));
        response.endHandler(end -> lost(peer));
        look();
    }

    /** It is called again at the next look. */
    private void lost(Peer peer) {
        heard.remove(peer.instance());
        calls.remove(peer.instance());
    }

    private void end() {
        ended = true;
        vertx.cancelTimer(timer);
        // A call that is reset takes itself out.
        new ArrayList<>(calls.values()).forEach(request -> {
            if (request != null) {
                request.reset();
            }
        });
    }

    /** The lines of one stream. */
    private final class Events {
        private String name = "";

        void line(String line) {
            if (line.startsWith("event: ")) {
                name = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                data(line.substring("data: ".length()));
            }
        }

        private void data(String data) {
            if (name.equals("record")) {
                reader.queue().offer(RowJson.row(data));
            } else if (name.equals("gap")) {
                reader.queue().skip(Math.max(1, Math.min(GAP_MAX, new JsonObject(data).getLong("skipped", 1L))));
            }
        }
    }
}
