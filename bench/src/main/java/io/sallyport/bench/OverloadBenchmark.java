package io.sallyport.bench;

import io.sallyport.edge.overload.LoopGate;
import io.sallyport.edge.overload.Pulse;
import io.sallyport.edge.overload.Verdict;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What each request pays for the question whether it is taken: usually, and while the loop is behind. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OverloadBenchmark {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int CLIENTS = 4095;
    private static final int WINDOW = 16_383;

    private final LoopGate open = gate();
    private final LoopGate behind = gate();
    private long client;

    private static LoopGate gate() {
        return new LoopGate(100 * MILLI, 1000 * MILLI);
    }

    /** Nothing waits. */
    @Benchmark
    public boolean usual() {
        return open.isOpen();
    }

    /** Every client is counted, and about half of the requests are refused; one window in so many requests. */
    @Benchmark
    public Verdict limiting() {
        client++;
        if ((client & WINDOW) == 0) {
            behind.pulse(new Pulse((client & (WINDOW + 1)) == 0 ? 0 : 200 * MILLI, 220 * MILLI, 220 * MILLI, 0), false);
        }
        return behind.judge(client * 0x9E3779B97F4A7C15L >>> 32 & CLIENTS, 0);
    }
}
