package io.sallyport.edge.exchange;

import io.sallyport.policy.engine.disclosure.Asking;
import io.sallyport.policy.engine.disclosure.Disclosure;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Copies the fields that travel on from one head to the next in a single walk. Fields that {@code Connection}
 * nominates may stand before or after it, so they are taken out of the copy at the end; that is rare, and the walk
 * stays free of look-ups. Used once, by one thread.
 */
public final class FieldCopy implements BiConsumer<String, String> {
    private final MultiMap to;
    /** {@code null} for answers. */
    private final Disclosure disclosure;

    private final Asking asking;
    private final boolean validating;
    private Set<String> nominated = Set.of();
    private boolean trailers;

    private FieldCopy(MultiMap to, Disclosure disclosure, Asking asking, boolean validating) {
        this.to = to;
        this.disclosure = disclosure;
        this.asking = asking;
        this.validating = validating;
    }

    /** Of an answer, all but the field that tells us alone how to cache. */
    public static void answer(MultiMap from, MultiMap to) {
        new FieldCopy(to, null, null, false).walk(from);
    }

    /**
     * Of a request, what its {@link Disclosure} lets leave, without what each hop writes for itself and, when it validates,
     * without the client's conditions. {@code to} holds nothing else afterwards.
     *
     * @return whether the client takes trailers, by its {@code TE}
     */
    public static boolean request(Exchange exchange, MultiMap to) {
        FieldCopy copy = new FieldCopy(
                to, exchange.passport().disclosure(), exchange.passport().asking(), exchange.conditional() != null);
        copy.walk(exchange.request().headers());
        return copy.trailers;
    }

    private void walk(MultiMap from) {
        from.forEach(this);
        if (!nominated.isEmpty()) {
            nominated.forEach(to::remove);
        }
    }

    @Override
    public void accept(String name, String value) {
        if (Fields.isHopByHop(name)) {
            if (name.length() == 10 && name.equalsIgnoreCase("connection")) {
                nominate(value);
            } else if (name.length() == 2) {
                trailers |= value.toLowerCase(Locale.ROOT).contains("trailers");
            }
        } else if (disclosure == null) {
            add(name, Fields.isForUs(name) ? null : value);
        } else if (!Fields.isWrittenByUs(name) && !(validating && Fields.isCondition(name))) {
            add(name, disclosure.leaving(name, value, asking));
        }
    }

    private void add(String name, String value) {
        if (value != null) {
            to.add(name, value);
        }
    }

    /**
     * Whether a value of {@code Connection} keeps a field from the origin that would reach it otherwise: the answer is then
     * to another request than the client's fields tell.
     */
    public static boolean takesFieldsAway(String value) {
        if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
            return false;
        }
        for (String token : value.split(",")) {
            String name = token.strip();
            if (!name.isEmpty() && !name.equalsIgnoreCase("close") && !Fields.isHopByHop(name)) {
                return true;
            }
        }
        return false;
    }

    private void nominate(String value) {
        if (value.equalsIgnoreCase("keep-alive") || value.equalsIgnoreCase("close")) {
            return;
        }
        for (String token : value.split(",")) {
            String name = token.strip().toLowerCase(Locale.ROOT);
            // Content-Length frames the message that we send; nobody may talk us out of it.
            if (!name.isEmpty() && !name.equals("content-length")) {
                nominated = with(nominated, name);
            }
        }
    }

    private static Set<String> with(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name);
        return more;
    }
}
