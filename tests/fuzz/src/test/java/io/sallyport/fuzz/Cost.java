package io.sallyport.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Bounds of what a reader may take for an input, in time of this thread and in memory that it allocates: no length that a
 * peer only claims may be believed, and nothing may take more than time in proportion. Both bounds are far above what any
 * reader needs, even with the fuzzer's instrumentation, and far below what an attacker hopes for.
 */
public final class Cost {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long FIXED_BYTES = 8L << 20;
    private static final long BYTES_FOR_EACH = 2_000;
    private static final long NANOS = 500_000_000L;
    private static final int LONG = 64 * 1024;
    /** While the fuzzer runs, one input in so many is also tried at length. */
    private static final int SAMPLE = 32;

    private static final boolean FUZZING = Boolean.getBoolean("sallyport.fuzzing");

    private Cost() {}

    /**
     * What the reader makes of an input of that many bytes. The reader may be called twice: classes are loaded and compiled
     * in the first call, and a machine may be busy once.
     */
    public static <T> T of(int size, Supplier<T> reader) {
        Spent<T> first = measure(reader);
        if (first.isWithin(size)) {
            return first.result();
        }
        Spent<T> second = measure(reader);
        Check.that(
                second.isWithin(size),
                second.bytes() + " bytes allocated, " + second.nanos() / 1_000_000 + " ms, for " + size + " bytes");
        return second.result();
    }

    private record Spent<T>(T result, long bytes, long nanos) {
        boolean isWithin(int size) {
            return bytes <= FIXED_BYTES + BYTES_FOR_EACH * size && nanos <= NANOS;
        }
    }

    private static <T> Spent<T> measure(Supplier<T> reader) {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        T result = reader.get();
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        return new Spent<>(result, bytes, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    /**
     * Reads the input again, repeated up to the length of the longest head that is let in: what is quadratic in a part that
     * a client may repeat shows itself by the time.
     */
    public static void atLength(byte[] input, Consumer<byte[]> reader) {
        if (input.length == 0 || (FUZZING && Math.floorMod(Arrays.hashCode(input), SAMPLE) != 0)) {
            return;
        }
        byte[] longer = new byte[Math.max(input.length, LONG / input.length * input.length)];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = input[i % input.length];
        }
        of(longer.length, () -> {
            reader.accept(longer);
            return null;
        });
    }
}
