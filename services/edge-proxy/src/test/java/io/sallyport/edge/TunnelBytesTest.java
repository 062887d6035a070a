package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the cuts, the pauses and the order of the ends: each side gets what the other one has sent. */
@ExtendWith(LeakWatch.class)
class TunnelBytesTest {
    private static final int TUNNELS = 12;
    private static final int MOST = 3 << 20;

    /** What went through one way. */
    private record Sum(long bytes, long crc) {}

    @ParameterizedTest
    @CsvSource({"1, true, off", "2, true, enforce", "3, false, enforce", "4, false, off"})
    void losesNoByteInEitherDirection(long seed, boolean nativeTransport, String sni) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TunnelPair.Door door = TunnelPair.Door.open();
                EdgeHarness edge = edge(door, nativeTransport, sni)) {
            SplittableRandom random = new SplittableRandom(seed);
            long in = 0;
            long out = 0;
            for (int i = 0; i < TUNNELS; i++) {
                try (TunnelPair pair = door.tunnel(edge.forward())) {
                    Socket origin = pair.origin();
                    var sentIn = send(
                            threads,
                            random.split(),
                            pair.client().output(),
                            () -> pair.client().halfClose());
                    var sentOut = send(threads, random.split(), origin.getOutputStream(), origin::shutdownOutput);
                    var gotIn = receive(threads, random.split(), origin.getInputStream());
                    var gotOut = receive(threads, random.split(), pair.client().input());
                    assertThat(gotIn.get(60, TimeUnit.SECONDS)).isEqualTo(sentIn.get(60, TimeUnit.SECONDS));
                    assertThat(gotOut.get(60, TimeUnit.SECONDS)).isEqualTo(sentOut.get(60, TimeUnit.SECONDS));
                    in += gotIn.get().bytes();
                    out += gotOut.get().bytes();
                }
            }
            edge.awaitRecord(TUNNELS);
            assertThat(edge.records().stream().mapToLong(AccessRecord::bytesIn).sum())
                    .isEqualTo(in);
            assertThat(edge.records().stream().mapToLong(AccessRecord::bytesOut).sum())
                    .isEqualTo(out);
        } finally {
            threads.shutdownNow();
        }
    }

    private static EdgeHarness edge(TunnelPair.Door door, boolean nativeTransport, String sni) {
        EdgeSetup setup = EdgeSetup.forwardToLoopback(door.port()).suite("tunnels: {sni: " + sni + "}");
        return (nativeTransport ? setup.nativeTransport() : setup).start();
    }

    private interface Ending {
        void end() throws IOException;
    }

    private static CompletableFuture<Sum> send(
            ExecutorService threads, SplittableRandom random, OutputStream out, Ending ending) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Sum sum = sendAll(random, out);
                        ending.end();
                        return sum;
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    private static Sum sendAll(SplittableRandom random, OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        long left = random.nextInt(4) == 0 ? 0 : random.nextInt(MOST);
        long all = left;
        while (left > 0) {
            byte[] piece = new byte[(int) Math.min(left, 1 + random.nextInt(random.nextBoolean() ? 100 : 300_000))];
            random.nextBytes(piece);
            crc.update(piece);
            out.write(piece);
            left -= piece.length;
            pause(random);
        }
        return new Sum(all, crc.getValue());
    }

    private static CompletableFuture<Sum> receive(ExecutorService threads, SplittableRandom random, InputStream in) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return receiveAll(random, in);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
    }

    private static Sum receiveAll(SplittableRandom random, InputStream in) throws IOException {
        CRC32 crc = new CRC32();
        byte[] piece = new byte[64 * 1024];
        long all = 0;
        while (true) {
            int count = in.read(piece, 0, 1 + random.nextInt(piece.length));
            if (count < 0) {
                return new Sum(all, crc.getValue());
            }
            crc.update(piece, 0, count);
            all += count;
            pause(random);
        }
    }

    /** Part of what is tried: neither side is always ready. */
    private static void pause(SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            LockSupport.parkNanos(random.nextInt(3_000_000));
        }
    }
}
