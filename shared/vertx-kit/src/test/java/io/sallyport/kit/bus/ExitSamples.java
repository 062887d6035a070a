package io.sallyport.kit.bus;

import io.sallyport.contract.exit.ExitsQuestion;
import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.contract.exit.WayReport;
import java.util.List;

/** What is asked and told of ways out. */
final class ExitSamples {
    private ExitSamples() {}

    static ExitsQuestion question() {
        return new ExitsQuestion();
    }

    static ExitsReport report() {
        return new ExitsReport(
                "edge-1",
                List.of(new WayReport(
                        "vpn",
                        "https://first.example:443 > socks5://second.example:1080",
                        false,
                        Samples.NOON,
                        "no answer to a probe in time",
                        3,
                        12,
                        4,
                        5_000_000_000L)));
    }
}
