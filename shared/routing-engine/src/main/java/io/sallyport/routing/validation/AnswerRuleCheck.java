package io.sallyport.routing.validation;

import io.sallyport.contract.route.CompressDocument;
import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.http.Authority;
import io.sallyport.routing.compress.CodingChoice;
import java.util.List;

/** Checks what a route says of its answers: {@code conceal} and {@code compress}. */
final class AnswerRuleCheck {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final String TYPE = "a media type such as text/html, or text/* for a kind";

    private final Findings findings;

    AnswerRuleCheck(Findings findings) {
        this.findings = findings;
    }

    void conceal(ConcealDocument conceal, String path) {
        boolean sendable = conceal.server().length() <= 256
                && conceal.server().chars().allMatch(c -> c >= ' ' && c < 127)
                && conceal.server().strip().equals(conceal.server());
        if (!sendable) {
            findings.add(
                    path + ".server",
                    Findings.quoted(conceal.server()),
                    "up to 256 visible ASCII characters, blanks between them");
        }
        patterns(conceal.remove(), path + ".remove");
        patterns(conceal.keep(), path + ".keep");
        for (int i = 0; i < conceal.names().size(); i++) {
            String name = conceal.names().get(i);
            String host = name.startsWith("*.") ? name.substring(2) : name;
            boolean valid = Authority.parse(host) != null && (host.equals(name) || host.indexOf(':') < 0);
            if (!valid) {
                findings.add(
                        path + ".names[" + i + "]",
                        Findings.quoted(name),
                        "a name such as app.internal, host:port, or *.internal for every name below it");
            }
        }
    }

    private void patterns(List<String> names, String path) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            String begun = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
            if (!isToken(begun) || begun.indexOf('*') >= 0) {
                findings.add(
                        path + "[" + i + "]",
                        Findings.quoted(name),
                        "the name of a field, or its beginning and *, such as X-Int-*");
            }
        }
    }

    void compress(CompressDocument compress, String path) {
        for (int i = 0; i < compress.coding().size(); i++) {
            Coding coding = compress.coding().get(i);
            if (compress.coding().indexOf(coding) < i) {
                findings.add(path + ".coding[" + i + "]", CodingChoice.token(coding) + " again", "each coding once");
            }
        }
        for (int i = 0; i < compress.type().size(); i++) {
            type(compress.type().get(i), path + ".type[" + i + "]");
        }
    }

    private void type(String type, String path) {
        int slash = type.indexOf('/');
        String subtype = type.substring(slash + 1);
        boolean valid = slash > 0
                && isToken(type.substring(0, slash))
                && type.charAt(0) != '*'
                && (subtype.equals("*") || isToken(subtype) && subtype.indexOf('*') < 0);
        if (!valid) {
            findings.add(path, Findings.quoted(type), TYPE);
        } else if (type.startsWith("application/grpc")) {
            findings.add(path, Findings.quoted(type), TYPE + "; gRPC compresses its messages itself");
        }
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0));
    }
}
