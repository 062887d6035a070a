package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gRPC by grpc-java on both sides, in clear text and by TLS. */
class GrpcTest {
    @TempDir
    private Path folder;

    private TestCertificate certificate;
    private GrpcEcho server;
    private EdgeHarness edge;
    private ManagedChannel channel;

    @AfterEach
    void stop() {
        if (channel != null) {
            channel.shutdownNow();
        }
        edge.close();
        server.close();
    }

    private void start(boolean tls, String policies) {
        if (tls) {
            certificate = TestCertificate.in(folder, "shop.test");
            server = GrpcEcho.startTls(certificate);
        } else {
            server = GrpcEcho.start();
        }
        String trust = tls ? ", tls: {ca: '" + certificate.certificate() + "', serverName: shop.test}" : "";
        EdgeSetup setup = EdgeSetup.edge()
                .routes("clusters: [{name: echo, protocol: h2, endpoints: ['" + server.url() + "']" + trust + "}]\n"
                        + "routes: [{name: all, match: {path: /echo.Echo}, cluster: echo}]\n")
                .policies(policies);
        edge = (tls ? setup.tls(certificate) : setup).start();
        channel = channel(tls);
    }

    private ManagedChannel channel(boolean tls) {
        ChannelCredentials credentials = tls ? trusting() : InsecureChannelCredentials.create();
        return NettyChannelBuilder.forAddress(
                        "127.0.0.1", edge.port(tls ? EdgeHarness.REVERSE_TLS : EdgeHarness.REVERSE), credentials)
                .overrideAuthority("shop.test")
                .build();
    }

    private ChannelCredentials trusting() {
        try {
            return TlsChannelCredentials.newBuilder()
                    .trustManager(certificate.certificate().toFile())
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String one(String text) {
        return ClientCalls.blockingUnaryCall(channel, GrpcEcho.ONE, CallOptions.DEFAULT, text);
    }

    private static Status failure(Runnable call) {
        AtomicReference<Status> status = new AtomicReference<>();
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(call::run)
                .satisfies(failure -> status.set(failure.getStatus()));
        return status.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void passesACallWithItsTrailers(boolean tls) {
        start(tls, "");
        AtomicReference<Metadata> head = new AtomicReference<>();
        AtomicReference<Metadata> trailers = new AtomicReference<>();
        var noting = io.grpc.ClientInterceptors.intercept(
                channel, MetadataUtils.newCaptureMetadataInterceptor(head, trailers));

        assertThat(ClientCalls.blockingUnaryCall(noting, GrpcEcho.ONE, CallOptions.DEFAULT, "a".repeat(100_000)))
                .hasSize(100_000);
        assertThat(trailers.get().get(GrpcEcho.NOTE)).isEqualTo("behind");
        assertThat(head.get().get(GrpcEcho.NOTE)).isNull();
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.status()).isEqualTo(200);
    }

    @Test
    void passesAServersOwnFailure() {
        start(false, "");
        Status status = failure(() -> one("fail 100%"));
        assertThat(status.getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(status.getDescription()).isEqualTo("no: fail 100%");
    }

    @Test
    void passesAStreamOfAnswers() {
        start(false, "");
        Iterator<String> answers =
                ClientCalls.blockingServerStreamingCall(channel, GrpcEcho.MANY, CallOptions.DEFAULT, "1000");
        List<String> all = new ArrayList<>();
        answers.forEachRemaining(all::add);
        assertThat(all).hasSize(1000).endsWith("n999");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsBothSidesSpeakWhenTheyLikeTheServerFirst(boolean tls) {
        start(tls, "");
        List<String> heard = new CopyOnWriteArrayList<>();
        StreamObserver<String> speak = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(GrpcEcho.TALK, CallOptions.DEFAULT), new Hearing(heard));
        Eventually.until("the server's word", () -> heard.contains("hello"));
        speak.onNext("one");
        Eventually.until("an answer", () -> heard.contains("re: one"));
        speak.onNext("two");
        Eventually.until("an answer", () -> heard.contains("re: two"));
        speak.onCompleted();
        Eventually.until("the end", () -> heard.contains("end"));
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    private record Hearing(List<String> heard) implements StreamObserver<String> {
        @Override
        public void onNext(String word) {
            heard.add(word);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add("failed: " + Status.fromThrowable(failure).getCode());
        }

        @Override
        public void onCompleted() {
            heard.add("end");
        }
    }

    @Test
    void saysOurOwnErrorsAsStatusesOfGrpc() {
        start(false, "rules: [{name: no, when: {site: [blocked.test]}, then: block, status: 403, reason: not this}]");
        CallOptions blocked = CallOptions.DEFAULT.withAuthority("blocked.test");
        Status status = failure(() -> ClientCalls.blockingUnaryCall(channel, GrpcEcho.ONE, blocked, "x"));
        assertThat(status.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(status.getDescription()).isEqualTo("not this");
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(logged.status()).isEqualTo(200);
    }

    @Test
    void saysThatNobodyListens() {
        start(false, "");
        server.close();
        Status status = failure(() -> one("x"));
        assertThat(status.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(status.getDescription()).isEqualTo("The origin server does not accept connections.");
    }

    @Test
    void givesUpWhenTheClientsTimeIsOver() {
        start(false, "");
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
        Status status = failure(() -> ClientCalls.blockingUnaryCall(channel, GrpcEcho.ONE, soon, "wait"));
        assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        // Client, edge and server each watch the same deadline, and whoever is first ends the stream.
        assertThat(edge.awaitRecord(1).outcome())
                .isIn(Outcome.CLIENT_GONE, Outcome.ORIGIN_TIMEOUT, Outcome.ORIGIN_CLOSED);
    }

    @Test
    void tellsAStreamThatBreaksOff() {
        start(false, "");
        List<String> heard = new CopyOnWriteArrayList<>();
        ClientCalls.asyncBidiStreamingCall(channel.newCall(GrpcEcho.TALK, CallOptions.DEFAULT), new Hearing(heard));
        Eventually.until("the server's word", () -> heard.contains("hello"));
        server.close();
        Eventually.until("the failure", () -> heard.contains("failed: UNAVAILABLE"));
        assertThat(edge.awaitRecord(1).outcome()).isIn(Outcome.ANSWER_INCOMPLETE, Outcome.FORWARDED);
    }
}
