package io.sallyport.policy.engine.disclosure;

import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's fields as the origin will see them. Whoever compares requests by what the origin could tell apart, such as a
 * cache with {@code Vary}, must look at these: a field that stays behind makes no difference, one that leaves changed makes
 * another one.
 */
public final class LeavingFields implements HeaderView {
    private static final String FORWARDED_FOR = "x-forwarded-for";

    private final HeaderView client;
    private final Disclosure disclosure;
    private final Asking asking;

    /** @param client as they came */
    public LeavingFields(HeaderView client, Disclosure disclosure, Asking asking) {
        this.client = client;
        this.disclosure = disclosure;
        this.asking = asking;
    }

    @Override
    public @Nullable String get(String name) {
        if (isAdded(name)) {
            return asking.client();
        }
        String value = client.get(name);
        return value == null ? null : disclosure.leaving(name, value, asking);
    }

    @Override
    public List<String> all(String name) {
        if (isAdded(name)) {
            return List.of(asking.client());
        }
        List<String> values = client.all(name);
        if (values.isEmpty() || disclosure.staysBehind(name)) {
            return List.of();
        }
        return disclosure == Disclosure.STRICT ? leaving(name, values) : values;
    }

    private List<String> leaving(String name, List<String> values) {
        List<String> left = new ArrayList<>(values.size());
        for (String value : values) {
            String leaving = disclosure.leaving(name, value, asking);
            if (leaving != null) {
                left.add(leaving);
            }
        }
        return left;
    }

    @Override
    public boolean contains(String name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<String, String> line) {
        client.forEach((name, value) -> {
            String leaving = disclosure.leaving(name, value, asking);
            if (leaving != null) {
                line.accept(name, leaving);
            }
        });
        if (disclosure.namesClient()) {
            line.accept(FORWARDED_FOR, asking.client());
        }
    }

    private boolean isAdded(String name) {
        return disclosure.namesClient() && name.equalsIgnoreCase(FORWARDED_FOR);
    }
}
