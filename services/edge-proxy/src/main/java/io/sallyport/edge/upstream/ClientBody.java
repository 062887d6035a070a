package io.sallyport.edge.upstream;

import io.sallyport.edge.answer.BodyTransform;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.TrailerFields;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * The body of an answer on its way to the client: made another if somebody asks for that, listened to, counted,
 * written. Owner: the loop's thread.
 */
final class ClientBody {
    private final Exchange exchange;
    private final UpstreamAnswer answer;
    private boolean over;
    private boolean flushing;

    ClientBody(Exchange exchange, UpstreamAnswer answer) {
        this.exchange = exchange;
        this.answer = answer;
    }

    void piece(Buffer piece) {
        BodyTransform transform = answer.transform();
        if (transform == null) {
            write(piece);
            return;
        }
        write(transform.piece(piece));
        if (transform.isStreaming() && !flushing) {
            flushing = true;
            Context context = Vertx.currentContext();
            context.runOnContext(turned -> flush(transform));
        }
    }

    /** After everything that came in one turn of the loop: one flush serves many small pieces. */
    private void flush(BodyTransform transform) {
        flushing = false;
        if (!over && !exchange.isOver()) {
            write(transform.flush());
        }
    }

    private void write(Buffer out) {
        if (out.length() > 0) {
            exchange.transfer().sent(out.length());
            answer.tap().chunk(out);
            exchange.response().write(out);
        }
    }

    /** @param last {@code null} for nothing more */
    void end(Buffer last) {
        over = true;
        exchange.transfer().answerEnds();
        Buffer out = answer.transform() == null ? last : answer.transform().end(last);
        HttpServerResponse response = exchange.response();
        if (out == null || out.length() == 0) {
            answer.tap().complete();
            response.end();
        } else {
            exchange.transfer().sent(out.length());
            answer.tap().chunk(out);
            answer.tap().complete();
            response.end(out);
        }
    }

    /** What the origin says behind the body; a body that is another, or has a length on HTTP/1.1, has nothing behind it. */
    void trailers() {
        MultiMap from = answer.response().trailers();
        HttpServerResponse response = exchange.response();
        boolean room = !exchange.client().isHttp1() || response.isChunked();
        if (room && answer.transform() == null && !from.isEmpty()) {
            TrailerFields.copyAnswer(exchange, from, response.trailers());
        }
    }

    void cut() {
        if (!over) {
            over = true;
            answer.tap().cut();
            if (answer.transform() != null) {
                answer.transform().cut();
            }
        }
    }
}
