package io.sallyport.kit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What lies on the wire and in the store, byte for byte. A golden file that has to change means that two releases do
 * not understand each other: the address or key takes the next number.
 */
class WireTest {
    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(Samples.announcement(), json(SnapshotAnnouncement.class)),
                Arguments.of(Samples.health(), json(HealthReport.class)),
                Arguments.of(Samples.trafficQuestion(), json(TrafficQuestion.class)),
                Arguments.of(Samples.traffic(), json(TrafficAnswer.class)),
                Arguments.of(Samples.uses(), json(EndpointReport.class)),
                Arguments.of(Samples.probe(), json(BusProbe.class)),
                Arguments.of(Samples.service(), json(ServiceAnnouncement.class)),
                Arguments.of(Samples.purge(), json(PurgeEntry.class)),
                Arguments.of(Samples.purged(), json(PurgeDone.class)),
                Arguments.of(Samples.purgeWish(), json(PurgeWish.class)),
                Arguments.of(Samples.purgeReport(), json(PurgeReport.class)),
                Arguments.of(PolicySamples.check(), json(CredentialCheck.class)),
                Arguments.of(PolicySamples.answer(), json(CredentialAnswer.class)),
                Arguments.of(PolicySamples.changed(), json(CredentialsChanged.class)),
                Arguments.of(CanarySamples.report(), json(CanaryReport.class)),
                Arguments.of(PolicySamples.unlocks(), json(UnlockReport.class)),
                Arguments.of(CanarySamples.question(), json(FiguresQuestion.class)),
                Arguments.of(CanarySamples.answer(), json(FiguresAnswer.class)),
                Arguments.of(CacheSamples.filled(), json(FillAnswer.class)),
                Arguments.of(EntriesSamples.question(), json(EntriesQuestion.class)),
                Arguments.of(EntriesSamples.answer(), json(EntriesAnswer.class)),
                Arguments.of(ExitSamples.question(), json(ExitsQuestion.class)),
                Arguments.of(ExitSamples.report(), json(ExitsReport.class)),
                Arguments.of(CacheSamples.question(), new RecordCodec<>(CacheQuestion.class, CacheForms.question())),
                Arguments.of(CacheSamples.answer(), new RecordCodec<>(CacheAnswer.class, CacheForms.answer())),
                Arguments.of(CacheSamples.fill(), new RecordCodec<>(CacheFill.class, CacheForms.fill())),
                Arguments.of(CacheSamples.chunk(), new RecordCodec<>(Chunk.class, CacheForms.chunk())),
                Arguments.of(
                        CacheSamples.chunkQuestion(),
                        new RecordCodec<>(ChunkQuestion.class, CacheForms.chunkQuestion())),
                Arguments.of(CacheSamples.note(), new RecordCodec<>(LeaseNote.class, CacheForms.note())),
                Arguments.of(Samples.recordsQuestion(), json(RecordsQuestion.class)),
                Arguments.of(Samples.recordsAnswer(), new RecordCodec<>(RecordsAnswer.class, new RecordsAnswerForm())),
                Arguments.of(Samples.batch(), new RecordCodec<>(AccessBatch.class, new AccessBatchForm())));
    }

    static Stream<Arguments> stored() {
        return Stream.of(
                Arguments.of(PolicySamples.snapshot(), PolicySnapshot.class),
                Arguments.of(Samples.routes(), RouteSnapshot.class),
                Arguments.of(Samples.healthChanges(), HealthHistory.class),
                Arguments.of(Samples.versions(), VersionHistory.class));
    }

    private static <T> RecordCodec<T> json(Class<T> type) {
        return new RecordCodec<>(type, WireForm.json(type));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void comesOutOfTheWireAsItWentIn(Object message, RecordCodec<Object> codec) {
        Buffer wire = Buffer.buffer("before");

        codec.encodeToWire(wire, message);
        wire.appendString("after");

        assertThat(codec.decodeFromWire("before".length(), wire)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isNotCopiedInsideOneJvm(Object message, RecordCodec<Object> codec) {
        assertThat(codec.transform(message)).isSameAs(message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void looksAsItAlwaysDid(Object message, RecordCodec<Object> codec) {
        Buffer wire = Buffer.buffer();
        codec.encodeToWire(wire, message);
        Buffer payload = wire.getBuffer(4, wire.length());

        boolean binary = payload.getByte(0) != '{';
        String seen = binary ? HexFormat.of().formatHex(payload.getBytes()) : payload.toString(StandardCharsets.UTF_8);

        assertThat(seen).isEqualTo(golden(message.getClass().getSimpleName() + (binary ? ".hex" : ".json")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void refusesAWireThatIsCutOff(Object message, RecordCodec<Object> codec) {
        Buffer wire = Buffer.buffer();
        codec.encodeToWire(wire, message);
        Buffer cut = wire.getBuffer(0, wire.length() - 1);

        assertThatThrownBy(() -> codec.decodeFromWire(0, cut)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void comesOutOfTheStoreAsItWentIn(Object snapshot, Class<?> type) {
        assertThat((Object) JsonCodec.parse(JsonCodec.bytes(snapshot), type)).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void liesInTheStoreAsItAlwaysDid(Object snapshot, Class<?> type) {
        assertThat(JsonCodec.bytes(snapshot).toString()).isEqualTo(golden(type.getSimpleName() + ".json"));
    }

    @Test
    void refusesAnythingElseThanAMessageOfTheCache() {
        Random random = new Random(4);
        List<WireForm<?>> forms = List.of(
                CacheForms.question(),
                CacheForms.answer(),
                CacheForms.fill(),
                CacheForms.chunk(),
                CacheForms.chunkQuestion(),
                CacheForms.note());
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = 1;
            }
            try {
                assertThat(forms.get(round % forms.size()).decode(Buffer.buffer(bytes)))
                        .isNotNull();
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void skipsAKeyThatALaterReleaseAdds() {
        Buffer later = Buffer.buffer(
                "{\"id\":\"0b0f5f3e-6b1e-4d2c-9a57-0a0c5a3f9d11\",\"instance\":\"e\",\"number\":1,\"new\":{}}");

        assertThat(JsonCodec.parse(later, PurgeDone.class).number()).isEqualTo(1);
    }

    @Test
    void saysWhichRecordItCouldNotRead() {
        assertThatThrownBy(() -> JsonCodec.parse(Buffer.buffer("{\"generation\":0}"), SnapshotAnnouncement.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a SnapshotAnnouncement: ");
        assertThatThrownBy(() -> JsonCodec.parse(Buffer.buffer("null"), SnapshotAnnouncement.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String golden(String name) {
        try (InputStream in = WireTest.class.getResourceAsStream("/golden/" + name)) {
            return in == null
                    ? "no golden file " + name
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
