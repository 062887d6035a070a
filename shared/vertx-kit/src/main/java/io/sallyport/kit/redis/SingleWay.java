package io.sallyport.kit.redis;

import io.vertx.core.Future;
import java.util.List;

/** One server, or the primary that sentinels name. */
final class SingleWay implements RedisWay {
    private final RedisLink link;
    private final RedisFigures figures;

    SingleWay(RedisLink link, RedisFigures figures) {
        this.link = link;
        this.figures = figures;
    }

    @Override
    public <T> Future<T> call(String key, RedisCall<T> call) {
        return link.call(call);
    }

    @Override
    public Future<List<Server>> primaries() {
        return Future.succeededFuture(List.of(link));
    }

    @Override
    public boolean isCluster() {
        return false;
    }

    @Override
    public String problem() {
        return link.problem();
    }

    @Override
    public Figures figures() {
        return figures;
    }

    @Override
    public Future<Void> close() {
        return link.close();
    }
}
