package io.sallyport.kit.bus;

import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.FiguresAnswer;
import io.sallyport.contract.canary.FiguresQuestion;
import io.sallyport.contract.cluster.BusProbe;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.exit.ExitsQuestion;
import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.contract.policy.UnlockReport;
import io.vertx.core.Vertx;
import java.util.List;

/** Teaches a bus every message of the contract. */
public final class BusCodecs {
    /** One codec per message; the bus looks them up by exact class. */
    private static final List<RecordCodec<?>> CODECS = List.of(
            json(SnapshotAnnouncement.class),
            json(HealthReport.class),
            json(EndpointReport.class),
            json(TrafficQuestion.class),
            json(TrafficAnswer.class),
            json(ServiceAnnouncement.class),
            json(BusProbe.class),
            json(PurgeEntry.class),
            json(PurgeDone.class),
            json(PurgeWish.class),
            json(PurgeReport.class),
            json(CredentialCheck.class),
            json(CredentialAnswer.class),
            json(CredentialsChanged.class),
            json(CanaryReport.class),
            json(UnlockReport.class),
            json(FiguresQuestion.class),
            json(FiguresAnswer.class),
            json(FillAnswer.class),
            json(EntriesQuestion.class),
            json(EntriesAnswer.class),
            json(ExitsQuestion.class),
            json(ExitsReport.class),
            new RecordCodec<>(CacheQuestion.class, CacheForms.question()),
            new RecordCodec<>(CacheAnswer.class, CacheForms.answer()),
            new RecordCodec<>(CacheFill.class, CacheForms.fill()),
            new RecordCodec<>(Chunk.class, CacheForms.chunk()),
            new RecordCodec<>(ChunkQuestion.class, CacheForms.chunkQuestion()),
            new RecordCodec<>(LeaseNote.class, CacheForms.note()),
            json(RecordsQuestion.class),
            new RecordCodec<>(RecordsAnswer.class, new RecordsAnswerForm()),
            new RecordCodec<>(AccessBatch.class, new AccessBatchForm()));

    private BusCodecs() {}

    /** Registers the codecs, once per Vertx; says how many messages could not be read. */
    public static Refusals register(Vertx vertx) {
        CODECS.forEach(codec -> register(vertx, codec));
        return Refusals.watch(vertx);
    }

    private static <T> void register(Vertx vertx, RecordCodec<T> codec) {
        vertx.eventBus().registerDefaultCodec(codec.type(), codec);
    }

    private static <T> RecordCodec<T> json(Class<T> type) {
        return new RecordCodec<>(type, WireForm.json(type));
    }
}
