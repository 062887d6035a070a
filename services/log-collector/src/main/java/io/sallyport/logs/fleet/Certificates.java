package io.sallyport.logs.fleet;

import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.logs.fleet.ServerState.Certificate;
import java.time.Duration;
import java.time.Instant;

/** What a certificate is worth at a moment. Pure. */
public final class Certificates {
    /** With fewer whole days left it is time to renew. */
    public static final long WARNING_DAYS = 14;

    /** With fewer whole days left it is late. */
    public static final long CRITICAL_DAYS = 3;

    private Certificates() {}

    static Certificate at(ServerCertificate shown, Instant now) {
        long days = Math.floorDiv(Duration.between(now, shown.notAfter()).toSeconds(), 86_400L);
        return new Certificate(
                shown.subject(),
                shown.issuer(),
                shown.names(),
                shown.notBefore(),
                shown.notAfter(),
                days,
                problem(shown, days, now));
    }

    private static String problem(ServerCertificate shown, long days, Instant now) {
        if (!now.isBefore(shown.notAfter())) {
            return "expired at " + shown.notAfter();
        }
        if (now.isBefore(shown.notBefore())) {
            return "not valid before " + shown.notBefore();
        }
        if (!shown.problem().isEmpty()) {
            return shown.problem();
        }
        return days < WARNING_DAYS ? "expires in " + days + (days == 1 ? " day" : " days") : "";
    }
}
