package io.sallyport.faults;

import io.sallyport.faults.origin.Origin;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Stack;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What a case works with: the suite, chance, and what it has found out. One for each run of a case. */
public final class Scene {
    private final Stack stack;
    private final Random random;
    private final Map<Part, Member> picked = new EnumMap<>(Part.class);
    private final Map<String, String> notes = new TreeMap<>();
    private final Map<Class<?>, Object> kept = new HashMap<>();

    Scene(Stack stack, Random random) {
        this.stack = stack;
        this.random = random;
    }

    public Stack stack() {
        return stack;
    }

    public Random random() {
        return random;
    }

    /** One of a service's instances: the seed decides which, and it is the same for the whole case. */
    public Member pick(Part part) {
        return picked.computeIfAbsent(part, each -> one(stack.of(each)));
    }

    /** Number of the edge that was picked; -1: none. */
    int pickedEdge() {
        Member edge = picked.get(Part.EDGE);
        return edge == null ? -1 : edge.index();
    }

    /** A server of the default version, another one with each call. */
    public Origin pickOrigin() {
        return one(stack.usualOrigins());
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Remembers something for later steps of the case, by its type. */
    public <T> void keep(Class<T> type, T thing) {
        kept.put(type, thing);
    }

    public <T> T kept(Class<T> type) {
        return type.cast(kept.get(type));
    }

    /** A figure for the report. */
    public void note(String name, Object value) {
        notes.put(name, value.toString());
    }

    Map<String, String> notes() {
        return notes;
    }
}
