package io.sallyport.edge.collapse;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Collapsing;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.cache.LentBodies;
import io.sallyport.edge.fill.Fill;
import io.sallyport.edge.fill.FillRoom;
import io.sallyport.edge.fill.Keeper;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class FetchesTest {
    private static final CacheKey KEY = Objects.requireNonNull(CacheKey.parse("http://a.example/x", "shop"));
    private static final HeaderList PLAIN = HeaderList.EMPTY;
    private static final HeaderList GERMAN = HeaderList.of("accept-language", "de");
    private static final HeaderList FRENCH = HeaderList.of("accept-language", "fr");
    private static final List<String> LANGUAGE = List.of("accept-language");

    private final Metrics metrics = new Metrics();
    private final Fetches fetches = new Fetches(Duration.ofSeconds(1), 2, metrics);
    private final List<Settled> heard = new ArrayList<>();

    private Place enter(HeaderList request, long mark, List<String> names) {
        return fetches.enter(KEY, mark, request, names, Collapsing.LEADS, heard::add);
    }

    private Fetch lead() {
        return ((Place.Leads) enter(PLAIN, 0, null)).fetch();
    }

    private static Fill fill(HeaderList request, String vary) {
        VaryKey key = VaryKey.of(FieldNames.parse(List.of(vary)), request).orElseThrow();
        StoredHead head = StoredHead.of(200, HeaderList.of("vary", vary), key, new Timing(0, 0));
        CacheConfig config = new CacheConfig(null, null, null);
        return new Fill(
                head, -1, new FillRoom(config, new LentBodies(1 << 20), () -> true, new Metrics()), new Keeper() {
                    @Override
                    public void givenUp() {}

                    @Override
                    public void whole(Buffer body) {}

                    @Override
                    public void cut() {}
                });
    }

    @Test
    void oneFetchesAndOthersHearOfIt() {
        Fetch fetch = lead();

        assertThat(enter(GERMAN, 0, null)).isInstanceOf(Place.Waits.class);
        assertThat(enter(FRENCH, 0, null)).isInstanceOf(Place.Waits.class);
        assertThat(metrics.text()).contains("sallyport_cache_waiting 2");
        fetch.settle(new Settled.Failed(Outcome.ORIGIN_CLOSED));
        fetch.settle(new Settled.Vacant());

        assertThat(heard)
                .containsExactly(new Settled.Failed(Outcome.ORIGIN_CLOSED), new Settled.Failed(Outcome.ORIGIN_CLOSED));
        assertThat(metrics.text()).contains("sallyport_cache_waiting 0", "sallyport_cache_waits_total 2");
        assertThat(enter(PLAIN, 0, null)).isInstanceOf(Place.Leads.class);
    }

    @Test
    void beyondTheBoundNobodyWaits() {
        lead();
        enter(PLAIN, 0, null);
        enter(PLAIN, 0, null);

        assertThat(enter(PLAIN, 0, null)).isEqualTo(new Place.Alone(false));
        assertThat(metrics.text()).contains("sallyport_cache_waits_given_up_total{reason=\"bound\"} 1");
    }

    @Test
    void whoeverLeavesHearsNothingAndMakesRoom() {
        Fetch fetch = lead();
        Waiter waiter = heard::add;
        fetches.enter(KEY, 0, PLAIN, null, Collapsing.WAITS, waiter);
        fetch.leave(waiter);
        fetch.leave(waiter);

        assertThat(metrics.text()).contains("sallyport_cache_waiting 0");
        fetch.settle(new Settled.Vacant());
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsOnItsWayIsReadUntilItIsOver() {
        Fetch fetch = lead();
        Settled.Filling coming = new Settled.Filling(fill(PLAIN, ""), false);
        fetch.settle(coming);

        assertThat(enter(GERMAN, 0, null)).isEqualTo(new Place.Reads(coming));
        fetch.over();
        assertThat(enter(GERMAN, 0, null)).isInstanceOf(Place.Leads.class);
    }

    @Test
    void eachVariantHasItsOwnFetch() {
        Fetch fetch = ((Place.Leads) enter(GERMAN, 0, null)).fetch();
        fetch.settle(new Settled.Filling(fill(GERMAN, "Accept-Language"), false));

        assertThat(enter(GERMAN, 0, null)).isInstanceOf(Place.Reads.class);
        assertThat(enter(FRENCH, 0, null)).isInstanceOf(Place.Leads.class);
        assertThat(enter(FRENCH, 0, null)).isInstanceOf(Place.Waits.class);
        assertThat(enter(PLAIN, 0, null)).isInstanceOf(Place.Leads.class);
    }

    @Test
    void storedVariantsTellForWhomAnAnswerWillBe() {
        assertThat(enter(GERMAN, 0, LANGUAGE)).isInstanceOf(Place.Leads.class);
        assertThat(enter(FRENCH, 0, LANGUAGE)).isInstanceOf(Place.Leads.class);
        assertThat(enter(GERMAN, 0, LANGUAGE)).isInstanceOf(Place.Waits.class);
    }

    @Test
    void nobodyGetsWhatWasAskedForBeforeARemoval() {
        Fetch before = lead();

        assertThat(enter(PLAIN, 1, null)).isInstanceOf(Place.Leads.class);
        before.settle(new Settled.Filling(fill(PLAIN, ""), false));
        assertThat(enter(PLAIN, 1, null)).isInstanceOf(Place.Waits.class);
    }

    @Test
    void whatEachHasToGetForItselfIsRemembered() {
        Fetch fetch = lead();
        enter(PLAIN, 0, null);
        fetch.settle(new Settled.Apart(true));

        assertThat(heard).containsExactly(new Settled.Apart(true));
        assertThat(enter(PLAIN, 0, null)).isEqualTo(new Place.Alone(true));
        assertThat(metrics.text()).contains("sallyport_cache_apart_keys 1", "sallyport_cache_fetches 0");
    }

    @Test
    void whatHasOutgrownTheCacheIsNotWaitedForEither() {
        Fetch fetch = lead();
        fetch.settle(new Settled.Filling(fill(PLAIN, ""), false));
        fetch.outgrown();

        assertThat(enter(PLAIN, 0, null)).isEqualTo(new Place.Alone(false));
    }

    @Test
    void whoeverMayOnlyWaitFetchesForItself() {
        assertThat(fetches.enter(KEY, 0, PLAIN, null, Collapsing.WAITS, heard::add))
                .isEqualTo(new Place.Alone(false));
        lead();
        assertThat(fetches.enter(KEY, 0, PLAIN, null, Collapsing.WAITS, heard::add))
                .isInstanceOf(Place.Waits.class);
        assertThat(fetches.enter(KEY, 0, PLAIN, null, Collapsing.ALONE, heard::add))
                .isEqualTo(new Place.Alone(false));
    }

    @Test
    void variantsFetchedAtATimeAreBounded() {
        for (int i = 0; i < Fetches.VARIANTS_MAX; i++) {
            assertThat(enter(HeaderList.of("accept-language", "l" + i), 0, LANGUAGE))
                    .isInstanceOf(Place.Leads.class);
        }
        assertThat(enter(HeaderList.of("accept-language", "more"), 0, LANGUAGE)).isEqualTo(new Place.Alone(false));
    }
}
