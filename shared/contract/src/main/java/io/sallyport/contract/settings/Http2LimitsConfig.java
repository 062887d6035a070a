package io.sallyport.contract.settings;

import io.sallyport.contract.Require;

/**
 * What a client may ask of an edge on one connection of HTTP/2. The connection that goes beyond is ended with
 * {@code ENHANCE_YOUR_CALM}, except beyond {@code streams}, where only the further stream is refused.
 *
 * @param streams       requests at a time, 1 to 10000; by HTTP/3 as well
 * @param tunnels       tunnels and requests at a time on listeners of the forward side, 1 to 10000
 * @param resets        streams reset within 30 seconds, by the client or on its account by the edge, 1 to 1000000
 * @param settings      SETTINGS frames within a minute, 1 to 1000000
 * @param pings         PING frames within a minute that nothing was sent between, 1 to 1000000
 * @param continuations CONTINUATION frames of a head that are small, 1 to 1000000
 * @param idleFrames    frames that ask for nothing (WINDOW_UPDATE, PRIORITY, acknowledgements, unknown ones) ahead of the
 *                      work that is done, 1 to 1000000
 */
public record Http2LimitsConfig(
        Integer streams,
        Integer tunnels,
        Integer resets,
        Integer settings,
        Integer pings,
        Integer continuations,
        Integer idleFrames) {
    private static final int MAX_STREAMS = 10_000;
    private static final int MAX_FRAMES = 1_000_000;

    public Http2LimitsConfig {
        streams = Require.range(streams == null ? 100 : streams, 1, MAX_STREAMS, "streams");
        tunnels = Require.range(tunnels == null ? 256 : tunnels, 1, MAX_STREAMS, "tunnels");
        resets = Require.range(resets == null ? 100 : resets, 1, MAX_FRAMES, "resets");
        settings = Require.range(settings == null ? 14 : settings, 1, MAX_FRAMES, "settings");
        pings = Require.range(pings == null ? 60 : pings, 1, MAX_FRAMES, "pings");
        continuations = Require.range(continuations == null ? 16 : continuations, 1, MAX_FRAMES, "continuations");
        idleFrames = Require.range(idleFrames == null ? 1000 : idleFrames, 1, MAX_FRAMES, "idleFrames");
    }

    public static Http2LimitsConfig defaults() {
        return new Http2LimitsConfig(null, null, null, null, null, null, null);
    }
}
