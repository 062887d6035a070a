package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * Tunnels: CONNECT, SOCKS and WebSocket.
 *
 * @param idle     without a byte in either direction
 * @param total    from its opening; zero: no bound
 * @param halfOpen how long one direction may be silent when the other has ended
 * @param progress between two records of a tunnel that goes on; zero: one record, at its end
 * @param sni      what is done when the name in a TLS handshake is not the one that the tunnel was opened for
 * @param ech      what is done with a TLS handshake whose name is encrypted, where {@code sni} looks at names
 * @param cut      whether a new policy ends open tunnels that it forbids
 */
public record TunnelsConfig(
        Duration idle, Duration total, Duration halfOpen, Duration progress, Check sni, Ech ech, Boolean cut) {
    private static final Duration LONGEST = Duration.ofDays(30);

    /** What a disagreement of names leads to. */
    public enum Check {
        /** Nobody looks. */
        OFF,
        /** It shows in the record. */
        REPORT,
        /** The tunnel ends. */
        ENFORCE
    }

    /** What an encrypted name leads to. */
    public enum Ech {
        /** Nothing; the outer name must agree. */
        ALLOW,
        /** What a disagreement leads to. */
        BLOCK
    }

    public TunnelsConfig {
        idle = Require.atMost(Require.positive(idle == null ? Duration.ofMinutes(5) : idle, "idle"), LONGEST, "idle");
        total = Require.atMost(total == null ? Duration.ZERO : total, LONGEST, "total");
        halfOpen = Require.atMost(
                Require.positive(halfOpen == null ? Duration.ofSeconds(60) : halfOpen, "halfOpen"),
                LONGEST,
                "halfOpen");
        progress = Require.atMost(progress == null ? Duration.ofSeconds(60) : progress, LONGEST, "progress");
        sni = sni == null ? Check.REPORT : sni;
        ech = ech == null ? Ech.ALLOW : ech;
        cut = cut != null && cut;
        if (sni == Check.OFF && ech == Ech.BLOCK) {
            throw new IllegalArgumentException(
                    "ech: found \"block\" with sni: off, where nobody looks at names; allowed: allow, or sni: report or enforce");
        }
    }

    public static TunnelsConfig defaults() {
        return new TunnelsConfig(null, null, null, null, null, null, null);
    }
}
