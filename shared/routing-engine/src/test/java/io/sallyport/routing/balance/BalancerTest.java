package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.routing.engine.EndpointView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalancerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void roundRobinSharesExactly(int endpoints) {
        int[] weights = new int[endpoints];
        java.util.Arrays.fill(weights, 4);

        assertThat(Bench.of(Balance.ROUND_ROBIN, weights).shares(endpoints * 1000))
                .hasSize(endpoints)
                .allSatisfy((index, count) -> assertThat(count).isEqualTo(1000));
    }

    @Test
    void roundRobinGoesInDocumentOrder() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN, 1, 1, 1);

        assertThat(List.of(bench.next(), bench.next(), bench.next(), bench.next()))
                .containsExactly(0, 1, 2, 0);
    }

    @Test
    void weightedTurnsAreExactInEveryRoundAndInterleaved() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN, 5, 1, 1);
        List<Integer> round = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            round.add(bench.next());
        }

        assertThat(round).containsExactly(0, 0, 1, 0, 2, 0, 0);
        assertThat(bench.shares(7000)).isEqualTo(Map.of(0, 5000, 1, 1000, 2, 1000));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void anEndpointOfNoWeightGetsNothing(Balance balance) {
        assertThat(Bench.of(balance, 1, 0, 1).shares(1000)).doesNotContainKey(1);
        assertThat(Bench.of(balance, 0, 0).pick()).isEqualTo(new Pick.NoneHealthy(2, 2));
    }

    @Test
    void sharesTheLoadOfAnUnhealthyEndpointEvenly() {
        assertThat(Bench.of(Balance.ROUND_ROBIN, 1, 1, 1, 1).down(1).shares(3000))
                .isEqualTo(Map.of(0, 1000, 2, 1000, 3, 1000));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void countsThoseThatAreOut(Balance balance) {
        assertThat(Bench.of(balance, 1, 1).down(0, 1).pick()).isEqualTo(new Pick.NoneHealthy(2, 2));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void triesEveryOtherEndpointOnceAndThenSaysSo(Balance balance) {
        Bench bench = Bench.of(balance, 1, 2, 3, 4).down(2);
        Set<Integer> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            tried.add(Bench.index(bench.chosen(without(tried)).endpoint()));
        }

        assertThat(tried).containsExactlyInAnyOrder(0, 1, 3);
        assertThat(bench.pick(without(tried))).isEqualTo(new Pick.AllTried(3));
    }

    @ParameterizedTest
    @EnumSource(Balance.class)
    void passesOverFullEndpointsAndSaysWhenAllAreFull(Balance balance) {
        Bench bench =
                Bench.of(balance).endpoint(1, 0).endpoint(1, 0).requests(2).apply();
        for (int i = 0; i < 4; i++) {
            bench.chosen(Asking.ANYTHING).load().began();
        }

        assertThat(bench.load(0).underWay()).isEqualTo(2);
        assertThat(bench.load(1).underWay()).isEqualTo(2);
        assertThat(bench.pick()).isEqualTo(new Pick.AllFull(2));

        bench.load(1).ended();
        assertThat(bench.next()).isEqualTo(1);
    }

    @Test
    void goesOnWhereItWasAfterAChangeOfHealth() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN, 1, 1, 1);
        bench.next();

        assertThat(bench.down(2).next()).isEqualTo(1);
    }

    @Test
    void survivesTheOverflowOfItsCounter() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN, 1, 1, 1);
        Balances late = new Balances(bench.circuits, new java.util.SplittableRandom(1), -2);
        Set<EndpointView> hits = new HashSet<>();
        for (int i = 0; i < 6; i++) {
            Pick pick = Balancer.pick(bench.track(), late.of(bench.track()), Asking.ANYTHING, bench.nowNanos);
            hits.add(((Pick.Chosen) pick).endpoint());
        }

        assertThat(hits).hasSize(3);
    }

    @Test
    void forgetsTracksThatNobodyAskedForSinceTheLastTable() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN, 1, 1);
        bench.next();
        assertThat(bench.apply().balances.size()).isEqualTo(1);
        assertThat(bench.apply().balances.size()).isZero();
    }

    @Test
    void leastRequestGoesWhereTheFewestAreUnderWayForTheWeight() {
        Bench bench = Bench.of(Balance.LEAST_REQUEST, 1, 1, 2);
        int[] begun = new int[3];
        for (int i = 0; i < 400; i++) {
            Pick.Chosen chosen = bench.chosen(Asking.ANYTHING);
            chosen.load().began();
            begun[Bench.index(chosen.endpoint())]++;
        }
        assertThat(begun).containsExactly(100, 100, 200);

        for (int i = 0; i < 50; i++) {
            bench.load(0).ended();
        }
        for (int i = 0; i < 50; i++) {
            Pick.Chosen chosen = bench.chosen(Asking.ANYTHING);
            assertThat(Bench.index(chosen.endpoint())).isZero();
            chosen.load().began();
        }
    }

    @Test
    void leastRequestTakesTurnsAmongEquals() {
        assertThat(Bench.of(Balance.LEAST_REQUEST, 1, 1, 1).shares(3000)).isEqualTo(Map.of(0, 1000, 1, 1000, 2, 1000));
    }

    static Asking without(Set<Integer> tried) {
        return new Asking() {
            @Override
            public boolean tried(EndpointView endpoint) {
                return tried.contains(Bench.index(endpoint));
            }
        };
    }
}
