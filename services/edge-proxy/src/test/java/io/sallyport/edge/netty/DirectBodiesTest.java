package io.sallyport.edge.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.junit.jupiter.api.Test;

class DirectBodiesTest {
    private static final int KIB = 1024;

    @Test
    void putsALargeBodyOutsideTheHeapUnchanged() {
        DirectBodies bodies = new DirectBodies(1024 * KIB);
        Buffer body = Buffer.buffer("0123456789abcdef".repeat(2 * KIB));

        Buffer placed = bodies.place(body);

        assertThat(placed.getBytes()).isEqualTo(body.getBytes());
        assertThat(((BufferInternal) placed).getByteBuf().isDirect()).isTrue();
        assertThat(bodies.taken()).isEqualTo(32 * KIB);
    }

    @Test
    void leavesSmallBodiesAndThoseBeyondTheBound() {
        DirectBodies bodies = new DirectBodies(40 * KIB);
        Buffer small = Buffer.buffer("small");
        Buffer large = Buffer.buffer(new byte[32 * KIB]);
        Buffer first = bodies.place(large);

        assertThat(bodies.place(small)).isSameAs(small);
        assertThat(bodies.place(large)).isSameAs(large);
        assertThat(first).isNotSameAs(large);
        assertThat(bodies.taken()).isEqualTo(32 * KIB);
    }

    @Test
    void countsUntilTheCollectorHasFreedIt() throws Exception {
        DirectBodies bodies = new DirectBodies(1024 * KIB);
        assertThat(bodies.place(Buffer.buffer(new byte[64 * KIB])).length()).isEqualTo(64 * KIB);

        Eventually.until("freed", () -> {
            System.gc();
            return bodies.taken() == 0;
        });
    }
}
