package io.sallyport.kit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AccessBatchFormTest {
    private final AccessBatchForm form = new AccessBatchForm();

    @Test
    void carriesABatchWithoutRecords() {
        AccessBatch empty = new AccessBatch("edge", List.of(), 9);

        assertThat(form.decode(form.encode(empty))).isEqualTo(empty);
    }

    @Test
    void carriesEveryNumber() {
        long[] numbers = {0, 1, -1, 63, 64, -64, 127, 128, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE};
        WireWriter out = new WireWriter(64);
        LongStream.of(numbers).forEach(out::writeSigned);
        LongStream.of(numbers).forEach(out::writeUnsigned);

        WireReader in = new WireReader("batch", out.bytes());

        LongStream.of(numbers).forEach(number -> assertThat(in.readSigned()).isEqualTo(number));
        LongStream.of(numbers).forEach(number -> assertThat(in.readUnsigned()).isEqualTo(number));
        assertThat(in.remaining()).isZero();
    }

    @Test
    void carriesMoreTextsThanItsTableHolds() {
        List<String> texts =
                IntStream.range(0, 5000).mapToObj(i -> "text " + i % 4500).toList();
        WireWriter out = new WireWriter(1024);
        texts.forEach(out::writeText);

        WireReader in = new WireReader("batch", out.bytes());

        texts.forEach(text -> assertThat(in.readText()).isEqualTo(text));
    }

    @Test
    void cutsATextWithoutEnd() {
        WireWriter out = new WireWriter(1024);
        out.writeText("ä".repeat(100_000));

        assertThat(new WireReader("batch", out.bytes()).readText()).isEqualTo("ä".repeat(WireWriter.TEXT_MAX));
    }

    @Test
    void writesARecordInAFewDozenBytes() {
        List<AccessRecord> records =
                LongStream.range(0, 500).mapToObj(Samples::exchange).toList();

        int bytes = form.encode(new AccessBatch("edge-1", records, 0)).length();

        assertThat(bytes / records.size()).isLessThan(80);
        assertThat(JsonCodec.bytes(records).length()).isGreaterThan(bytes * 5);
    }

    @Test
    void refusesAnotherVersion() {
        Buffer bytes = form.encode(Samples.batch()).setByte(0, (byte) 3);

        assertThatThrownBy(() -> form.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("access batch, byte 1: found version 3, allowed: version 5");
    }

    @Test
    void refusesACountThatTheBytesCannotHold() {
        WireWriter out = new WireWriter(16);
        out.writeByte(5);
        out.writeText("edge");
        out.writeSigned(0);
        out.writeUnsigned(90_000);

        assertThatThrownBy(() -> form.decode(out.bytes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a count of 90000");
    }

    @Test
    void failsClearlyOnAnyOtherBytes() {
        Random random = new Random(20261123);
        byte[] good = form.encode(Samples.batch()).getBytes();
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(Buffer.buffer(bad).getBuffer(0, random.nextInt(bad.length + 1)));
        }
    }

    private void readOrRefuse(Buffer bytes) {
        try {
            assertThat(form.decode(bytes)).isNotNull();
        } catch (IllegalArgumentException expected) {
            assertThat(expected).hasMessageStartingWith("access batch, byte ");
        }
    }
}
