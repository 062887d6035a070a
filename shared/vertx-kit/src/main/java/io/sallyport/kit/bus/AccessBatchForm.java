package io.sallyport.kit.bus;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Access batches between JVMs, the only messages in number. A record of two hundred bytes of JSON keys alone is no
 * way to log.
 *
 * <p>Layout of version 5: one byte 5; edge; records dropped; number of records; then per record its components in
 * their order. Numbers have variable length. Sequence and start are written as the difference to the record before. An
 * enumeration is written as the name of its constant, so that a new constant in the middle does no harm. A text that
 * the batch has had before is written as its place in the table of texts.
 */
final class AccessBatchForm implements WireForm<AccessBatch> {
    private static final int VERSION = 5;
    private static final int RECORDS_MAX = 100_000;
    private static final int RECORD_BYTES_MIN = 39;
    private static final int RECORD_BYTES_USUAL = 128;

    @Override
    public Buffer encode(AccessBatch batch) {
        List<AccessRecord> records = batch.records();
        if (records.size() > RECORDS_MAX) {
            throw new IllegalArgumentException(
                    "access batch: found " + records.size() + " records, allowed: at most " + RECORDS_MAX);
        }
        WireWriter out = new WireWriter(64 + records.size() * RECORD_BYTES_USUAL);
        out.writeByte(VERSION);
        out.writeText(batch.edge());
        out.writeSigned(batch.droppedBefore());
        out.writeUnsigned(records.size());
        long sequence = 0;
        long started = 0;
        for (AccessRecord entry : records) {
            out.writeSigned(entry.sequence() - sequence);
            out.writeSigned(entry.startedAtMicros() - started);
            sequence = entry.sequence();
            started = entry.startedAtMicros();
            writeRest(out, entry);
        }
        return out.bytes();
    }

    private static void writeRest(WireWriter out, AccessRecord entry) {
        out.writeSigned(entry.totalMicros());
        out.writeSigned(entry.headMicros());
        out.writeText(entry.kind().name());
        out.writeText(entry.direction().name());
        out.writeText(entry.listener());
        out.writeText(entry.protocol());
        out.writeText(entry.client());
        out.writeText(entry.method());
        out.writeText(entry.scheme());
        out.writeText(entry.authority());
        out.writeText(entry.path());
        out.writeSigned(entry.status());
        out.writeText(entry.outcome().name());
        out.writeText(entry.rule());
        out.writeText(entry.route());
        out.writeText(entry.cluster());
        out.writeText(entry.endpoint());
        out.writeText(entry.version());
        out.writeText(entry.cache());
        out.writeSigned(entry.bytesIn());
        out.writeSigned(entry.bytesOut());
        out.writeSigned(entry.policyGeneration());
        out.writeSigned(entry.routeGeneration());
        out.writeText(entry.userAgent());
        out.writeText(entry.requestId());
        out.writeText(entry.user());
        out.writeText(entry.track());
        out.writeSigned(entry.attempts());
        out.writeText(entry.exit());
        out.writeText(entry.list());
        out.writeText(entry.clientCountry());
        out.writeText(entry.destinationCountry());
        out.writeText(entry.reported());
        out.writeText(entry.traceId());
        out.writeSigned(entry.connectMicros());
        out.writeText(entry.tls());
        out.writeText(entry.detail());
    }

    @Override
    public AccessBatch decode(Buffer bytes) {
        WireReader in = new WireReader("access batch", bytes);
        in.expectVersion(VERSION);
        String edge = in.readText();
        long dropped = in.readSigned();
        int count = in.readCount(Math.min(RECORDS_MAX, in.remaining() / RECORD_BYTES_MIN));
        List<AccessRecord> records = new ArrayList<>(count);
        long sequence = 0;
        long started = 0;
        for (int i = 0; i < count; i++) {
            sequence += in.readSigned();
            started += in.readSigned();
            records.add(readRest(in, sequence, started));
        }
        in.expectEnd();
        return new AccessBatch(edge, records, dropped);
    }

    /** Java evaluates arguments from left to right, which is the order of the components. */
    private static AccessRecord readRest(WireReader in, long sequence, long started) {
        return new AccessRecord(
                sequence,
                started,
                in.readSigned(),
                in.readSigned(),
                constant(in, AccessRecord.Kind::valueOf),
                constant(in, AccessRecord.Direction::valueOf),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                (int) in.readSigned(),
                constant(in, Outcome::valueOf),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readSigned(),
                in.readSigned(),
                in.readSigned(),
                in.readSigned(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                (int) in.readSigned(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readText(),
                in.readSigned(),
                in.readText(),
                in.readText());
    }

    private static <E> E constant(WireReader in, Function<String, E> valueOf) {
        String name = in.readText();
        try {
            return valueOf.apply(name);
        } catch (IllegalArgumentException e) {
            throw in.broken("\"" + name + "\"", "a constant that this version knows");
        }
    }
}
