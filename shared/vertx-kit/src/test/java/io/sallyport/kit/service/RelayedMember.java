package io.sallyport.kit.service;

import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.TcpRelay;
import io.sallyport.testkit.process.JavaProcess;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;

/** A member of a cluster, in this JVM or in one of its own, that tells the others to come through its two relays. */
final class RelayedMember implements AutoCloseable {
    /** A JVM on cores that others use as well. */
    static final Duration START = Duration.ofSeconds(180);

    private static final Duration ANSWER = Duration.ofMillis(500);

    private final String name;
    private final Path folder;
    private final int port = FreePort.pick();
    private final int messagePort = FreePort.pick();
    private final TcpRelay membership = TcpRelay.to(port);
    private final TcpRelay messages = TcpRelay.to(messagePort);
    private JavaProcess process;
    private RunningEnvironment environment;

    private RelayedMember(String name, Path folder) {
        this.name = name;
        this.folder = folder.resolve(name);
    }

    /** Its relays are there, it is not. */
    static RelayedMember plan(String name, Path folder) {
        return new RelayedMember(name, folder);
    }

    TcpRelay membership() {
        return membership;
    }

    TcpRelay messages() {
        return messages;
    }

    JavaProcess process() {
        return process;
    }

    RunningEnvironment environment() {
        return environment;
    }

    /** Keys of {@code bus} by which it looks for these, in a cluster that is named after the folder. */
    String join(RelayedMember... others) {
        StringBuilder members = new StringBuilder();
        for (RelayedMember other : others) {
            members.append('"')
                    .append("127.0.0.1:")
                    .append(other.membership.port())
                    .append("\", ");
        }
        return "members: [" + members + "\"127.0.0.1:" + membership.port() + "\"], name: \""
                + folder.getParent().getFileName() + '"';
    }

    /** Opens it in this JVM. */
    void openHere(String bus) {
        write(bus);
        environment =
                await(RunningEnvironment.open(SuiteConfigLoader.load(folder, Map.of(), new Properties()), folder));
    }

    /** Starts it in a JVM of its own; returns when it answers. */
    void start(String bus) {
        launch(bus);
        awaitReady();
    }

    /** Starts it without waiting for it. */
    void launch(String bus) {
        write(bus);
        process = JavaProcess.of(BusPeerMain.class)
                .jvm("-Xmx96m")
                .args(folder.toString(), name)
                .start();
    }

    void awaitReady() {
        process.output().await(START, line -> line.contains("peer is ready"));
    }

    /** Asks from this JVM; the answer, or the words of the failure. */
    String ask(String address, String what) {
        return await(environment
                .environment()
                .vertx()
                .eventBus()
                .<Object>request(address, what, new DeliveryOptions().setSendTimeout(ANSWER.toMillis()))
                .map(reply -> String.valueOf(reply.body()))
                .recover(failure -> Future.succeededFuture(words(failure))));
    }

    private static String words(Throwable failure) {
        return failure instanceof ReplyException reply
                ? "(" + reply.failureType() + "," + reply.failureCode() + ")"
                : failure.toString();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(START);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + START, e);
        }
    }

    private void write(String bus) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("sallyport.yaml"), """
                    bus: {clustered: true, host: 127.0.0.1, port: %d, publicHost: localhost, publicPort: %d, messagePort: %d, publicMessagePort: %d, %s}
                    """.formatted(
                            port, membership.port(), messagePort, messages.port(), bus));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        if (environment != null) {
            await(environment.close());
        }
        membership.close();
        messages.close();
    }
}
