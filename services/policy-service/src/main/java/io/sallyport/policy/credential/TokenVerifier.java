package io.sallyport.policy.credential;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.policy.RequireDocument.ClaimDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens (<a href="https://datatracker.ietf.org/doc/html/rfc7519">RFC 7519</a>, with the advice of RFC 8725): an
 * algorithm of the rule's own list, a key that belongs to it, a subject, an end that has not come.
 */
final class TokenVerifier implements Verifier {
    private static final int MAX_TOKEN = 8192;
    private static final int MAX_GROUPS = 64;
    private static final int MAX_USER = 256;

    private final JwtDocument rule;
    private final Set<String> algorithms;
    private final KeySource keys;

    TokenVerifier(JwtDocument rule, KeySource keys) {
        this.rule = rule;
        this.algorithms = Set.copyOf(rule.algorithms());
        this.keys = keys;
    }

    @Override
    public CredentialCheck.Kind kind() {
        return CredentialCheck.Kind.JWT;
    }

    KeySource keys() {
        return keys;
    }

    JwtDocument rule() {
        return rule;
    }

    /** Whether one of the keys is for one of the rule's algorithms; keys that have not come yet may be. */
    boolean canAccept() {
        KeySet known = keys.current();
        return known == null || known.serves(algorithms);
    }

    /** Whether a token names a key that is not known; then newer keys may help. */
    boolean lacksKeyOf(Secret credential) {
        try {
            KeySet known = keys.current();
            return known == null || !known.knows(parse(credential).getHeader().getKeyID());
        } catch (ParseException e) {
            return false;
        }
    }

    @Override
    public CredentialAnswer check(Secret credential, Instant now) {
        KeySet known = keys.current();
        if (known == null) {
            return CredentialAnswer.UNAVAILABLE;
        }
        try {
            SignedJWT token = parse(credential);
            return isSigned(token, known) ? judge(token.getJWTClaimsSet(), now) : CredentialAnswer.REJECTED;
        } catch (ParseException e) {
            return CredentialAnswer.REJECTED;
        }
    }

    private static SignedJWT parse(Secret credential) throws ParseException {
        String text = credential.value();
        if (text.length() > MAX_TOKEN) {
            throw new ParseException("too long", MAX_TOKEN);
        }
        return SignedJWT.parse(text);
    }

    /** A head with critical parameters asks for something that we do not do. */
    private boolean isSigned(SignedJWT token, KeySet known) {
        JWSHeader head = token.getHeader();
        return algorithms.contains(head.getAlgorithm().getName())
                && head.getCriticalParams() == null
                && head.isBase64URLEncodePayload()
                && known.verifies(head, token.getSigningInput(), token.getSignature());
    }

    /** The library speaks of dates; what is not said counts as {@code otherwise}. */
    @SuppressWarnings("JavaUtilDate")
    private static long millis(@Nullable Date date, long otherwise) {
        return date == null ? otherwise : date.getTime();
    }

    private CredentialAnswer judge(JWTClaimsSet claims, Instant now) {
        long leeway = rule.leeway().toMillis();
        long end = millis(claims.getExpirationTime(), 0);
        long start = millis(claims.getNotBeforeTime(), Long.MIN_VALUE / 2);
        String user = claims.getSubject();
        long left = end == 0 ? 0 : end + leeway - now.toEpochMilli();
        boolean good = left > 0
                && start - leeway <= now.toEpochMilli()
                && user != null
                && !user.isEmpty()
                && user.length() <= MAX_USER
                && isMeant(claims);
        return good
                ? new CredentialAnswer(Result.ACCEPTED, user, groups(claims), Math.min(left, RELIABLE_MILLIS))
                : CredentialAnswer.REJECTED;
    }

    private boolean isMeant(JWTClaimsSet claims) {
        boolean issued = rule.issuer().isEmpty() || rule.issuer().get().equals(claims.getIssuer());
        boolean forUs =
                rule.audience().isEmpty() || claims.getAudience().stream().anyMatch(rule.audience()::contains);
        return issued && forUs && rule.claims().stream().allMatch(wanted -> has(claims, wanted));
    }

    private static boolean has(JWTClaimsSet claims, ClaimDocument wanted) {
        Object found = claims.getClaim(wanted.name());
        return found instanceof List<?> many
                ? many.stream().anyMatch(one -> wanted.value().equals(String.valueOf(one)))
                : found != null && wanted.value().equals(String.valueOf(found));
    }

    private List<String> groups(JWTClaimsSet claims) {
        Object found = claims.getClaim(rule.groups());
        List<String> groups = found instanceof List<?> many
                ? many.stream().map(String::valueOf).toList()
                : found instanceof String text ? Arrays.asList(text.split(" ")) : List.of();
        return groups.stream()
                .filter(group -> !group.isEmpty())
                .limit(MAX_GROUPS)
                .toList();
    }
}
