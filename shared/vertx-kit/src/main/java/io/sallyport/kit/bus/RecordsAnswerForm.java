package io.sallyport.kit.bus;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.RecordsAnswer;
import io.vertx.core.buffer.Buffer;

/** Pages of records between JVMs: one byte 1, the version; the positions; the records as an {@link AccessBatchForm}. */
final class RecordsAnswerForm implements WireForm<RecordsAnswer> {
    private static final int VERSION = 1;

    private final AccessBatchForm batches = new AccessBatchForm();

    @Override
    public Buffer encode(RecordsAnswer answer) {
        byte[] records =
                batches.encode(new AccessBatch("", answer.records(), 0)).getBytes();
        WireWriter out = new WireWriter(64 + records.length);
        out.writeByte(VERSION);
        out.writeSigned(answer.begin());
        out.writeSigned(answer.next());
        out.writeSigned(answer.end());
        out.writeSigned(answer.oldestMicros());
        out.writeBytes(records);
        return out.bytes();
    }

    @Override
    public RecordsAnswer decode(Buffer bytes) {
        WireReader in = new WireReader("records answer", bytes);
        in.expectVersion(VERSION);
        long begin = in.readSigned();
        long next = in.readSigned();
        long end = in.readSigned();
        long oldest = in.readSigned();
        AccessBatch batch = batches.decode(Buffer.buffer(in.readBytes()));
        in.expectEnd();
        return new RecordsAnswer(batch.records(), begin, next, end, oldest);
    }
}
