package io.sallyport.routing.conceal;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.FieldPatterns;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a route keeps from its clients, ready for look-up. Immutable. */
public final class ConcealView {
    private final FieldPatterns removed;
    private final FieldPatterns kept;
    private final BitSet replaced = new BitSet();
    private final String server;
    private final @Nullable AddressRewrite addresses;
    private final String mark;

    private ConcealView(RouteDocument route, List<Authority> endpoints) {
        ConcealDocument document = route.conceal();
        this.removed = FieldPatterns.of(document.remove());
        this.kept = FieldPatterns.of(document.keep());
        document.errors().forEach(replaced::set);
        this.server = document.server();
        this.addresses = document.rewrite() ? AddressRewrite.of(route, endpoints) : null;
        this.mark = AnswerMark.of(route);
    }

    /** @param endpoints where the servers of the route's cluster are */
    public static ConcealView of(RouteDocument route, List<Authority> endpoints) {
        return new ConcealView(route, endpoints);
    }

    /** Whether fields of this name stay with us on every route that does not keep them. */
    public static boolean isUsual(String name) {
        return UsualFields.ALL.matches(name);
    }

    /** Whether an answer's field stays with us. */
    public boolean hides(String name) {
        return (UsualFields.ALL.matches(name) && !kept.matches(name)) || removed.matches(name);
    }

    /** The {@code Server} field that clients see; empty for none of ours. */
    public String server() {
        return server;
    }

    /** Whether the body of an answer with this status is replaced by a page of ours. */
    public boolean replaces(int status) {
        return replaced.get(status);
    }

    /** How addresses are made ours; {@code null} when they are left alone. */
    public @Nullable AddressRewrite addresses() {
        return addresses;
    }

    /**
     * Tells answers shaped by these rules from answers shaped by others: stored ones are never handed out under rules
     * that would have made something else of them. Empty for a route without rules of its own.
     */
    public String mark() {
        return mark;
    }
}
