package io.sallyport.routing.compress;

import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.http.Weighted;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which coding a client gets, by its Accept-Encoding (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.5.3">RFC 9110 section 12.5.3</a>).
 *
 * @param coding         the one with the highest weight, of equal ones our first; {@code null} for none
 * @param refusesPlain   whether the client will have no body without a coding; then a server's own coding may be all
 *     that suits it
 */
public record CodingChoice(@Nullable Coding coding, boolean refusesPlain) {
    private static final int NOT_LISTED = -1;
    private static final CodingChoice PLAIN = new CodingChoice(null, false);

    /**
     * Chooses.
     *
     * @param lines   of the field; none: a client that says nothing gets the plain body
     * @param offered ours, the preferred first
     */
    static CodingChoice of(List<String> lines, List<Coding> offered) {
        if (lines.isEmpty()) {
            return PLAIN;
        }
        List<Weighted> accepted = Weighted.list(lines);
        int any = weight(accepted, "*");
        int plain = weight(accepted, "identity");
        Coding best = null;
        int bestWeight = Math.max(plain, 0);
        for (Coding coding : offered) {
            int listed = listed(accepted, coding);
            int weight = listed == NOT_LISTED ? any : listed;
            if (weight > 0 && (best == null ? weight >= bestWeight : weight > bestWeight)) {
                best = coding;
                bestWeight = weight;
            }
        }
        return new CodingChoice(best, plain == 0 || (plain == NOT_LISTED && any == 0));
    }

    private static int listed(List<Weighted> accepted, Coding coding) {
        int weight = weight(accepted, token(coding));
        return weight == NOT_LISTED && coding == Coding.GZIP ? weight(accepted, "x-gzip") : weight;
    }

    private static int weight(List<Weighted> accepted, String value) {
        for (Weighted member : accepted) {
            if (member.value().equals(value)) {
                return member.weight();
            }
        }
        return NOT_LISTED;
    }

    /** As in Content-Encoding. */
    public static String token(Coding coding) {
        return coding.name().toLowerCase(Locale.ROOT);
    }

    /** Accept-Encoding in a form that is the same for all who get the same. */
    public String normal() {
        return coding == null ? "identity" : token(coding);
    }
}
