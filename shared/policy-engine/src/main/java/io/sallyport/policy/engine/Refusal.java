package io.sallyport.policy.engine;

import io.sallyport.contract.policy.RuleDocument;

/**
 * The way in which a block is carried out.
 *
 * @param location  with {@link Way#REDIRECT}: where to; else empty
 * @param authority who has ordered it, as the rule says; may be empty
 */
public record Refusal(Way way, String location, String authority) {
    /** With the rule's status, by order of nobody in particular. */
    public static final Refusal PLAIN = new Refusal(Way.ANSWER, "", "");

    /** What the client gets. */
    public enum Way {
        /** The rule's status with a page or a problem document. */
        ANSWER,
        /** 302 to another place; a tunnel gets the rule's status, since nobody could follow. */
        REDIRECT,
        /** Nothing: the connection is closed, of HTTP/2 and HTTP/3 the stream. */
        DROP
    }

    static Refusal of(RuleDocument rule) {
        if (rule.then().drop()) {
            return new Refusal(Way.DROP, "", rule.authority());
        }
        return rule.then()
                .redirect()
                .map(url -> new Refusal(Way.REDIRECT, url, rule.authority()))
                .orElseGet(() -> new Refusal(Way.ANSWER, "", rule.authority()));
    }

    /**
     * The authority as the target of a link that says who blocks (<a
     * href="https://datatracker.ietf.org/doc/html/rfc7725#section-4">RFC 7725 section 4</a>); empty when it is no URL.
     */
    public String blockedBy() {
        return isUrl(authority) ? authority : "";
    }

    /** Whether a text claims to be a URL of the web. */
    static boolean isUrl(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }
}
