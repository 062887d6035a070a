package io.sallyport.cache.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.service.Roster;
import io.vertx.ext.web.Router;

/** {@code GET /v1/cache/stats}: figures per edge and in total. */
public final class StatsCalls {
    private final Roster roster;

    public StatsCalls(Roster roster) {
        this.roster = roster;
    }

    public void mount(Router router) {
        router.get("/v1/cache/stats").handler(context -> Answers.json(context, 200, CacheStats.of(roster.all())));
    }
}
