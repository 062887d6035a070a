package io.sallyport.edge.access;

import io.sallyport.kit.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A store that notes how many tokens each claim wants. */
final class CountingStore {
    private CountingStore() {}

    static Store of(Store store, List<Integer> claims) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("claim")) {
                        claims.add((Integer) arguments[3]);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
