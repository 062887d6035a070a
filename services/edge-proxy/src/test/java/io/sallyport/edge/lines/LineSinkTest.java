package io.sallyport.edge.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.kit.api.Metrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineSinkTest {
    private final Metrics metrics = new Metrics();
    private final Target target = new Target();

    /** Keeps what is written, or is full. */
    private static final class Target implements LineTarget {
        private final List<String> chunks = new ArrayList<>();
        private boolean full;
        private boolean closed;

        @Override
        public void write(ByteBuffer lines) throws IOException {
            if (full) {
                lines.position(lines.limit() / 2);
                throw new IOException("No space left on device");
            }
            chunks.add(StandardCharsets.UTF_8.decode(lines).toString());
        }

        @Override
        public void close() {
            closed = true;
        }

        String text() {
            return String.join("", chunks);
        }
    }

    @Test
    void writesWhatItTookInOrderAndInChunks() {
        LineSink sink = sink(1000, 40);
        offer(sink, 0, 700);

        sink.drain();

        assertThat(target.text()).isEqualTo(text(0, 700));
        assertThat(target.chunks)
                .allSatisfy(chunk -> assertThat(chunk).hasSizeBetween(1, 60).endsWith("\n"));
        assertThat(metrics.text()).contains("sallyport_access_log_lines_total{to=\"test\"} 700");
        assertThat(sink.isIdle()).isTrue();
    }

    @Test
    void losesNothingOfWhatItTookWhileTheTargetIsFullAndDropsTheNewest() {
        LineSink sink = sink(100, 40);
        target.full = true;
        offer(sink, 0, 50);
        sink.drain();
        sink.drain();
        offer(sink, 50, 150);

        assertThat(sink.problem()).hasValueSatisfying(text -> assertThat(text).contains("test", "No space left"));
        assertThat(metrics.text())
                .contains(
                        "sallyport_access_log_dropped_total{to=\"test\"} 50",
                        "sallyport_access_log_waiting{to=\"test\"} 100",
                        "sallyport_access_log_lines_total{to=\"test\"} 0");

        target.full = false;
        sink.drain();

        assertThat(target.text()).isEqualTo(text(0, 100));
        assertThat(sink.problem()).isEmpty();
    }

    @Test
    void passesOverRecordsThatItsFormDoesNotKnow() {
        LineSink sink = new LineSink(
                "test",
                "edge-1",
                new LineSink.Form(
                        (out, edge, access) -> out.append(access.status()).append('\n'),
                        access -> access.status() % 2 == 0),
                target,
                100,
                1000,
                metrics);
        offer(sink, 0, 5);

        sink.drain();

        assertThat(target.text()).isEqualTo("0\n2\n4\n");
        assertThat(sink.isIdle()).isTrue();
    }

    @Test
    void countsWhatIsLeftAtTheClose() {
        LineSink sink = sink(100, 40);
        target.full = true;
        offer(sink, 0, 5);
        sink.drain();

        sink.close();

        assertThat(target.closed).isTrue();
        assertThat(metrics.text()).contains("sallyport_access_log_dropped_total{to=\"test\"} 5");
    }

    private LineSink sink(int room, int chunk) {
        return new LineSink(
                "test",
                "edge-1",
                new LineSink.Form(
                        (out, edge, access) -> out.append(edge)
                                .append(' ')
                                .append(access.status())
                                .append('\n'),
                        access -> true),
                target,
                room,
                chunk,
                metrics);
    }

    private static void offer(LineSink sink, int from, int to) {
        IntStream.range(from, to).forEach(i -> sink.offer(access(i)));
    }

    private static String text(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append("edge-1 ").append(i).append('\n'));
        return text.toString();
    }

    private static AccessRecord access(int status) {
        return new AccessRecord(
                0,
                0,
                0,
                0,
                Kind.EXCHANGE,
                Direction.REVERSE,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                status,
                Outcome.FORWARDED,
                "",
                "",
                "",
                "",
                "",
                "",
                0,
                0,
                0,
                0,
                "",
                "",
                "",
                "",
                0,
                "",
                "",
                "",
                "",
                "");
    }
}
