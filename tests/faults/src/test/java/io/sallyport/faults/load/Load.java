package io.sallyport.faults.load;

import io.sallyport.faults.load.Sample.Result;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send at a fixed rate, whatever comes of it: a slow suite makes them wait, and does not make them fewer.
 *
 * <p>Each request counts from the instant at which it was to be sent. At most {@value #UNDER_WAY} are under way; a request
 * beyond that fails by itself.
 */
public final class Load {
    private static final int UNDER_WAY = 1000;

    private final Traffic traffic;
    private final Asks asks;
    private final Client client;
    private final ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            UNDER_WAY,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> new Thread(null, task, "load", 256 * 1024L));
    private final Thread sender;
    private volatile boolean stopping;

    private Load(Traffic traffic, long seed) {
        this.traffic = traffic;
        this.asks = new Asks(traffic, seed);
        this.client = new Client(traffic);
        this.sender = new Thread(this::run, "load-sender");
        sender.setDaemon(true);
    }

    public static Load start(Traffic traffic, long seed) {
        Load load = new Load(traffic, seed);
        load.sender.start();
        return load;
    }

    /** Of the requests that have come to an end. */
    public List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Sends no more, waits for what is under way, and gives everything. */
    public List<Sample> stop() {
        stopping = true;
        try {
            sender.join();
            workers.shutdown();
            if (!workers.awaitTermination(traffic.patience().toSeconds() * 4, TimeUnit.SECONDS)) {
                throw new AssertionError("requests that never end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            client.close();
        }
        return samples();
    }

    private void run() {
        long step = TimeUnit.SECONDS.toNanos(1) / traffic.rate();
        for (long due = System.nanoTime(); !stopping; due += step) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            send(asks.next(), due);
        }
    }

    private void send(Ask ask, long due) {
        try {
            workers.execute(() -> samples.add(client.ask(ask, due)));
        } catch (java.util.concurrent.RejectedExecutionException full) {
            samples.add(new Sample(
                    due,
                    System.nanoTime(),
                    ask.kind(),
                    ask.edge(),
                    0,
                    ask.target(),
                    Result.FAILED,
                    "too many under way"));
        }
    }
}
