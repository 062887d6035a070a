package io.sallyport.edge.exchange;

import io.sallyport.http.HeaderView;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.function.BiConsumer;

/** A {@link HeaderView} of a Vert.x header map, without a copy. */
public record MapFields(MultiMap map) implements HeaderView {
    @Override
    public String get(String name) {
        return map.get(name);
    }

    @Override
    public List<String> all(String name) {
        return map.getAll(name);
    }

    @Override
    public boolean contains(String name) {
        return map.contains(name);
    }

    @Override
    public void forEach(BiConsumer<String, String> line) {
        map.forEach(line);
    }
}
