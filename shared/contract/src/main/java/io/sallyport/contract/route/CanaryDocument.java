package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import io.sallyport.contract.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A new version that gets a growing part of a route's traffic as long as its gates hold.
 *
 * @param version exact version or range of the canary's servers
 * @param steps   parts of the traffic, each held for a time; after the last the canary is promoted
 * @param gates   what must hold for going on
 * @param sticky  what keeps a client on its side
 * @param header  request field that overrides the draw with {@code canary} or {@code stable}
 */
public record CanaryDocument(
        String version, List<StepDocument> steps, GatesDocument gates, StickyDocument sticky, String header) {

    /**
     * One step.
     *
     * @param weight percent of the traffic, 0 to 100
     * @param hold   how long before the next step
     */
    public record StepDocument(Integer weight, Duration hold) {
        public StepDocument {
            Require.present(weight, "weight", "a percentage from 0 to 100");
            weight = Require.range(weight, 0, 100, "weight");
            hold = Require.positive(hold == null ? Duration.ofMinutes(5) : hold, "hold");
        }
    }

    /**
     * What must hold, judged on access records of both tracks since the step began.
     *
     * @param errorShare  most that may fail
     * @param p99         longest time that a hundredth may exceed
     * @param minSample   canary answers before anything is judged
     * @param confidence  of the statistical comparison with the stable track; roll back when the canary is worse
     */
    public record GatesDocument(
            Optional<Share> errorShare, Optional<Duration> p99, Integer minSample, Share confidence) {
        public GatesDocument {
            errorShare = errorShare == null ? Optional.empty() : errorShare;
            p99 = p99 == null ? Optional.empty() : p99;
            minSample = Require.range(minSample == null ? 100 : minSample, 1, 1_000_000, "minSample");
            confidence = confidence == null ? new Share(0.99) : confidence;
        }
    }

    /**
     * What keeps a client on its side while the weight stays exact: a hash of this key against the weight.
     *
     * @param cookie name of a cookie that we set and read; default {@code sp_canary}
     * @param header name of a request field; empty for none
     * @param client whether the client's address is the key
     */
    public record StickyDocument(String cookie, String header, boolean client) {
        public StickyDocument {
            header = header == null ? "" : header;
            cookie = cookie == null ? (header.isEmpty() && !client ? "sp_canary" : "") : cookie;
        }
    }

    public CanaryDocument {
        Require.present(version, "version", "a version such as 1.6");
        steps = steps == null ? List.of() : List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: found none, allowed: one or more {weight, hold}");
        }
        gates = gates == null ? new GatesDocument(null, null, null, null) : gates;
        sticky = sticky == null ? new StickyDocument(null, null, false) : sticky;
        header = header == null ? "X-Canary" : header;
    }
}
