package io.sallyport.edge.range;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.range.ByteRange;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WindowTest {
    @Test
    void allGoesThroughAsItIs() {
        Window window = Window.all();
        Buffer piece = Buffer.buffer("abc");

        assertThat(window.cut(piece)).isSameAs(piece);
        assertThat(window.isPassed()).isFalse();
        assertThat(window.isAll()).isTrue();
    }

    /** However a body is cut into pieces, its part comes out. */
    @Test
    void givesThePartHoweverTheBodyComes() {
        Random random = new Random(206);
        for (int round = 0; round < 2000; round++) {
            byte[] body = new byte[1 + random.nextInt(100)];
            random.nextBytes(body);
            int first = random.nextInt(body.length);
            int last = first + random.nextInt(body.length - first);
            Window window = Window.of(new ByteRange(first, last));
            Buffer out = Buffer.buffer();
            for (int at = 0; at < body.length && !window.isPassed(); ) {
                int to = Math.min(body.length, at + random.nextInt(20));
                out.appendBuffer(window.cut(Buffer.buffer(body).slice(at, to)));
                at = to;
            }
            assertThat(out).isEqualTo(Buffer.buffer(body).slice(first, last + 1));
            assertThat(window.isPassed()).isTrue();
        }
    }
}
