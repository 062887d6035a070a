package io.sallyport.edge.shadow;

import io.sallyport.edge.answer.BodyTap;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.buffer.Buffer;

/** Keeps a request's body as it passes, and begins the copy when all of it has. Owner: the loop's thread. */
final class ShadowTap implements BodyTap {
    private final Shadows shadows;
    private final Exchange exchange;
    private final EndpointView endpoint;
    private final int bodyMax;
    private Buffer body;
    private boolean over;

    ShadowTap(Shadows shadows, Exchange exchange, EndpointView endpoint, int bodyMax) {
        this.shadows = shadows;
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.bodyMax = bodyMax;
    }

    @Override
    public void chunk(Buffer piece) {
        if (over) {
            return;
        }
        if (body == null) {
            body = Buffer.buffer();
        }
        if (body.length() + piece.length() > bodyMax) {
            over = true;
            body = null;
            shadows.tooLarge();
        } else {
            body.appendBuffer(piece);
        }
    }

    /** A request that is repeated is complete more than once, and copied once. */
    @Override
    public void complete() {
        if (!over) {
            over = true;
            shadows.begin(exchange, endpoint, body);
        }
    }
}
