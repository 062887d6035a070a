package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.contract.Share;
import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.contract.route.ClusterDocument.HashDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.HashRules;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingHashTest {
    private static final int KEYS = 30_000;

    @Test
    void aKeyStaysWhereItIs() {
        Bench bench = Bench.of(Balance.RING_HASH, 1, 1, 1);
        Bench another = Bench.of(Balance.RING_HASH, 1, 1, 1);

        for (int key = 0; key < 1000; key++) {
            int first = bench.byKey(Hash.of("user-" + key));
            assertThat(bench.byKey(Hash.of("user-" + key))).isEqualTo(first);
            assertThat(another.byKey(Hash.of("user-" + key)))
                    .as("in another edge")
                    .isEqualTo(first);
        }
    }

    /** With 160 points each a share deviates by about 1/sqrt(160), 8 %; three times that is a bound for every endpoint. */
    @Test
    void sharesByWeight() {
        assertThat(owners(Bench.of(Balance.RING_HASH, 1, 1, 1)))
                .allSatisfy((endpoint, keys) -> assertThat(keys).isCloseTo(KEYS / 3, within(KEYS / 3 / 4)));
        Map<Integer, Integer> weighted = owners(Bench.of(Balance.RING_HASH, 1, 2, 3));
        assertThat(weighted.get(0)).isCloseTo(KEYS / 6, within(KEYS / 6 / 4));
        assertThat(weighted.get(1)).isCloseTo(KEYS / 3, within(KEYS / 3 / 4));
        assertThat(weighted.get(2)).isCloseTo(KEYS / 2, within(KEYS / 2 / 4));
    }

    @Test
    void anEndpointThatGoesMovesItsOwnKeysAndNoOther() {
        Bench bench = Bench.of(Balance.RING_HASH, 1, 1, 1, 1, 1);
        int[] before = placed(bench);

        bench.down(2);
        assertOnlyKeysOf(2, before, placed(bench));

        assertThat(placed(bench.down())).as("back again").isEqualTo(before);

        bench.without(2);
        assertOnlyKeysOf(2, before, placed(bench));
    }

    private static void assertOnlyKeysOf(int gone, int[] before, int[] after) {
        Map<Integer, Integer> heirs = new TreeMap<>();
        for (int key = 0; key < before.length; key++) {
            if (before[key] == gone) {
                heirs.merge(after[key], 1, Integer::sum);
            } else {
                assertThat(after[key]).isEqualTo(before[key]);
            }
        }
        assertThat(heirs).as("its keys go to all the others").containsOnlyKeys(0, 1, 3, 4);
    }

    @Test
    void boundsTheLoadOfAKeyThatEverybodyAsksFor() {
        Bench bench = Bench.of(Balance.RING_HASH)
                .endpoint(1, 0)
                .endpoint(1, 0)
                .endpoint(1, 0)
                .hash(new HashDocument("X-User", null, false, Optional.of(new Share(0.25))))
                .apply();
        Asking hot = new Asking() {};
        int owner = Bench.index(bench.chosen(hot).endpoint());
        for (int i = 0; i < 300; i++) {
            bench.chosen(hot).load().began();
        }

        assertThat(bench.load(owner).underWay()).isEqualTo(125);
        for (int i = 0; i < 3; i++) {
            assertThat(bench.load(i).underWay()).isLessThanOrEqualTo(125);
        }
    }

    @Test
    void hashesTheFieldTheCookieOrTheClient() {
        HashRules user = new HashRules("X-User", "", -1);
        HashRules cookie = new HashRules("", "sid", -1);
        HashRules client = new HashRules("", "", -1);
        long ann = HashKey.of(request("192.0.2.1", "X-User", "ann"), user);

        assertThat(HashKey.of(request("192.0.2.2", "X-User", "ann"), user)).isEqualTo(ann);
        assertThat(HashKey.of(request("192.0.2.1", "X-User", "bob"), user)).isNotEqualTo(ann);
        assertThat(HashKey.of(request("192.0.2.9", "Cookie", "a=1; sid=ann"), cookie))
                .isEqualTo(ann);
        assertThat(HashKey.of(request("192.0.2.1"), user)).isEqualTo(HashKey.of(request("192.0.2.1"), client));
        assertThat(HashKey.of(request("192.0.2.1"), client)).isNotEqualTo(HashKey.of(request("192.0.2.2"), client));
    }

    private static RequestFacts request(String client, String... headers) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                Authority.parse("a.test"),
                "/",
                null,
                IpAddress.parse(client),
                HeaderList.of(headers));
    }

    private static Map<Integer, Integer> owners(Bench bench) {
        Map<Integer, Integer> owners = new TreeMap<>();
        for (int owner : placed(bench)) {
            owners.merge(owner, 1, Integer::sum);
        }
        return owners;
    }

    private static int[] placed(Bench bench) {
        int[] owners = new int[KEYS];
        for (int key = 0; key < KEYS; key++) {
            owners[key] = bench.byKey(Hash.of("user-" + key));
        }
        return owners;
    }
}
