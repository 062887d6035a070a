package io.sallyport.edge;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.sallyport.testkit.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A gRPC server of texts, by grpc-java: one call of each kind. */
final class GrpcEcho implements AutoCloseable {
    static final Metadata.Key<String> NOTE = Metadata.Key.of("x-note", Metadata.ASCII_STRING_MARSHALLER);
    static final MethodDescriptor<String, String> ONE = method("One", MethodType.UNARY);
    static final MethodDescriptor<String, String> MANY = method("Many", MethodType.SERVER_STREAMING);
    static final MethodDescriptor<String, String> TALK = method("Talk", MethodType.BIDI_STREAMING);

    private final Server server;
    private final boolean tls;

    private GrpcEcho(ServerCredentials credentials, boolean tls) {
        this.tls = tls;
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0), credentials)
                    .addService(io.grpc.ServerInterceptors.intercept(service(), new Notes()))
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GrpcEcho start() {
        return new GrpcEcho(InsecureServerCredentials.create(), false);
    }

    static GrpcEcho startTls(TestCertificate certificate) {
        try {
            return new GrpcEcho(
                    TlsServerCredentials.create(
                            certificate.certificate().toFile(),
                            certificate.key().toFile()),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + server.getPort();
    }

    private static MethodDescriptor<String, String> method(String name, MethodType type) {
        return MethodDescriptor.<String, String>newBuilder()
                .setType(type)
                .setFullMethodName("echo.Echo/" + name)
                .setRequestMarshaller(new Texts())
                .setResponseMarshaller(new Texts())
                .build();
    }

    private static ServerServiceDefinition service() {
        return ServerServiceDefinition.builder("echo.Echo")
                .addMethod(ONE, ServerCalls.asyncUnaryCall(GrpcEcho::one))
                .addMethod(MANY, ServerCalls.asyncServerStreamingCall(GrpcEcho::many))
                .addMethod(TALK, ServerCalls.asyncBidiStreamingCall(GrpcEcho::talk))
                .build();
    }

    /** Answers with the text; a text that begins with "fail" fails, "wait" is never answered. */
    private static void one(String text, StreamObserver<String> answer) {
        if (text.startsWith("fail")) {
            answer.onError(Status.ALREADY_EXISTS.withDescription("no: " + text).asRuntimeException());
        } else if (!text.startsWith("wait")) {
            answer.onNext(text);
            answer.onCompleted();
        }
    }

    private static void many(String count, StreamObserver<String> answer) {
        for (int i = 0; i < Integer.parseInt(count); i++) {
            answer.onNext("n" + i);
        }
        answer.onCompleted();
    }

    /** Speaks first, then answers each word as it comes. */
    private static StreamObserver<String> talk(StreamObserver<String> answer) {
        answer.onNext("hello");
        return new StreamObserver<>() {
            @Override
            public void onNext(String word) {
                answer.onNext("re: " + word);
            }

            @Override
            public void onError(Throwable gone) {
                // the client has gone
            }

            @Override
            public void onCompleted() {
                answer.onCompleted();
            }
        };
    }

    /** Puts a note into the trailers of every answer. */
    private static final class Notes implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            return next.startCall(
                    new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<A, B>(call) {
                        @Override
                        public void close(Status status, Metadata trailers) {
                            trailers.put(NOTE, "behind");
                            super.close(status, trailers);
                        }
                    },
                    headers);
        }
    }

    private static final class Texts implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
