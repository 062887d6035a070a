package io.sallyport.router;

import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.StoreState;
import io.sallyport.kit.store.StoreUnavailableException;
import io.vertx.core.Future;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** A store that can be made unreachable. */
final class BreakableStore {
    private final Store store;
    private volatile boolean broken;

    BreakableStore(Store real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!broken) {
                return method.invoke(real, arguments);
            }
            return method.getName().equals("state")
                    ? new StoreState("memory", false, "broken by the test")
                    : Future.failedFuture(new StoreUnavailableException("broken by the test", null));
        };
        this.store =
                (Store) Proxy.newProxyInstance(Store.class.getClassLoader(), new Class<?>[] {Store.class}, handler);
    }

    Store asStore() {
        return store;
    }

    void breakIt() {
        broken = true;
    }

    void repair() {
        broken = false;
    }
}
