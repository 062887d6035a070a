package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopGateTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TARGET = 100 * MILLI;

    private final LoopGate gate = new LoopGate(TARGET, 1000 * MILLI);
    private final SimulatedLoop loop = new SimulatedLoop(gate);

    @Test
    void takesEverythingAndCountsNothingWhileNoQueueStands() {
        loop.clients(10, 4);
        loop.run(200);
        assertThat(gate.isOpen()).isTrue();
        assertThat(loop.refused()).isZero();
    }

    @Test
    void refusesNobodyForABurst() {
        loop.clients(10, 4);
        loop.run(20);
        loop.stall(1_000); // a collector's pause, and what has come meanwhile
        loop.run(3_000);
        assertThat(loop.refused()).isZero();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void servesAsMuchUnderTwiceTheLoadAsItCan() {
        loop.clients(200, 1); // 200 clients, one request each 10 ms: 20 a ms, which is twice what the loop can do
        loop.run(3_000);
        loop.forget();
        loop.run(3_000);
        assertThat(loop.servedShareOfCapacity()).isGreaterThan(0.8);
        assertThat(loop.medianWaitMillis()).isLessThan(250);
    }

    @Test
    void opensAgainWhenTheLoadIsGone() {
        loop.clients(200, 1);
        loop.run(3_000);
        assertThat(gate.isOpen()).isFalse();
        loop.clients(10, 1);
        loop.run(30_000);
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.isLimiting()).isFalse();
        assertThat(gate.door()).isEqualTo(1);
    }

    @Test
    void whoFloodsIsRefusedAndTheOthersAreNot() {
        loop.clients(20, 1); // a fifth of what the loop can do
        loop.flood(20);
        loop.run(3_000);
        loop.forget();
        loop.run(5_000);
        assertThat(loop.refusedShareOfOthers()).isLessThan(0.01);
        assertThat(loop.refused()).isPositive();
        assertThat(loop.servedShareOfCapacity()).isGreaterThan(0.7);
    }

    @Test
    void memoryAloneRefusesEverything() {
        gate.pulse(new Pulse(0, 20 * MILLI, 0, 0), true);
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.judge(1, 0)).isEqualTo(Verdict.MEMORY);
        gate.pulse(new Pulse(0, 20 * MILLI, 0, 0), false);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void connectionsAreTurnedAwayWhereNoRequestsTakeTheTime() {
        for (int i = 0; i < 20; i++) {
            gate.pulse(new Pulse(200 * MILLI, 220 * MILLI, 220 * MILLI, 0), false);
        }
        assertThat(gate.door()).isLessThan(0.5);
        for (int i = 0; i < 300; i++) {
            gate.pulse(new Pulse(0, 20 * MILLI, 0, 0), false);
        }
        assertThat(gate.door()).isEqualTo(1);
    }

    @Test
    void aFewRequestsAreNoOverloadWhileOthersHaveTheProcessor() {
        starved(40);
        assertThat(gate.isLimiting()).isFalse();
        assertThat(gate.door()).isEqualTo(1);
    }

    @Test
    void aFewRequestsAreOverloadWhereTheLoopIsBusy() {
        for (int i = 0; i < 20; i++) {
            gate.pulse(new Pulse(200 * MILLI, 220 * MILLI, 200 * MILLI, 0), false);
            gate.judge(1, 0);
        }
        assertThat(gate.isLimiting()).isTrue();
    }

    @Test
    void aLoopThatHardlyWorksAnyMoreRefusesNobody() {
        aFewRequestsAreOverloadWhereTheLoopIsBusy();
        starved(1);
        assertThat(gate.isLimiting()).isFalse();
        assertThat(gate.judge(1, 0)).isEqualTo(Verdict.ADMITTED);
    }

    /** Late, with two requests each time, in a tenth of the time. */
    private void starved(int times) {
        for (int i = 0; i < times; i++) {
            gate.pulse(new Pulse(200 * MILLI, 220 * MILLI, 22 * MILLI, 0), false);
            gate.judge(1, 0);
            gate.judge(2, 0);
        }
    }
}
