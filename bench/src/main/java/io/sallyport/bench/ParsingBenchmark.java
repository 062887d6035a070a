package io.sallyport.bench;

import io.sallyport.http.Authority;
import io.sallyport.http.CacheControl;
import io.sallyport.http.HttpDate;
import io.sallyport.http.IpAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parsers of the fields that an edge reads on every exchange. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParsingBenchmark {
    private static final long NOW_SECONDS = 1_780_000_000L;

    private final List<String> cacheControl = List.of("public, max-age=3600, stale-while-revalidate=60");
    private final String date = "Thu, 28 May 2026 20:26:40 GMT";
    private final String authority = "shop17.example:8080";
    private final String v4 = "192.0.2.77";
    private final String v6 = "2001:db8::5:17";

    @Benchmark
    public CacheControl cacheControl() {
        return CacheControl.parse(cacheControl);
    }

    @Benchmark
    public long httpDate() {
        return HttpDate.parse(date, NOW_SECONDS);
    }

    @Benchmark
    public String httpDateFormat() {
        return HttpDate.format(NOW_SECONDS);
    }

    @Benchmark
    public Authority authority() {
        return Authority.parse(authority);
    }

    @Benchmark
    public IpAddress ipv4() {
        return IpAddress.parse(v4);
    }

    @Benchmark
    public IpAddress ipv6() {
        return IpAddress.parse(v6);
    }
}
