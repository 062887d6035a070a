package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers of a {@link Store} may rely on, whichever it is. */
@ExtendWith(LeakWatch.class)
abstract class StoreContractTest {
    static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(60);

    final String key = "test:" + UUID.randomUUID();
    Vertx vertx;
    Store store;

    abstract Store open(Vertx vertx);

    @BeforeEach
    void openStore() {
        vertx = Vertx.vertx();
        store = open(vertx);
    }

    @AfterEach
    void closeStore() {
        await(store.close());
        VertxFixture.close(vertx);
    }

    @Test
    void returnsWhatWasPut() {
        await(store.put(key, Buffer.buffer("one")));
        await(store.put(key, Buffer.buffer("two")));

        assertThat(await(store.get(key))).contains(Buffer.buffer("two"));
    }

    @Test
    void knowsNothingOfAKeyThatWasNeverPut() {
        assertThat(await(store.get(key))).isEmpty();
        await(store.delete(key));
        assertThat(await(store.remove(key, Buffer.buffer("x")))).isFalse();
        assertThat(await(store.replace(key, Buffer.buffer("x"), Buffer.buffer("y"), LONG)))
                .isFalse();
        assertThat(await(store.get(key))).isEmpty();
    }

    @Test
    void keepsEveryByte() {
        Buffer bytes = Buffer.buffer();
        IntStream.range(0, 256).forEach(value -> bytes.appendByte((byte) value));
        bytes.appendString("\r\n$-1\r\n").appendByte((byte) 0);

        await(store.put(key, bytes));

        assertThat(await(store.get(key))).contains(bytes);
        assertThat(await(store.remove(key, bytes))).isTrue();
    }

    @Test
    void keepsAnEmptyValue() {
        await(store.put(key, Buffer.buffer()));

        assertThat(await(store.get(key))).contains(Buffer.buffer());
    }

    @Test
    void keepsFiveMegabytes() {
        byte[] bytes = new byte[5 << 20];
        ThreadLocalRandom.current().nextBytes(bytes);

        await(store.put(key, Buffer.buffer(bytes)));

        assertThat(await(store.get(key)).orElseThrow().getBytes()).isEqualTo(bytes);
    }

    @Test
    void sharesNoValueWithItsCallers() {
        Buffer value = Buffer.buffer("one");
        Future<Void> put = store.put(key, value);
        value.setByte(0, (byte) 'X');
        await(put);
        await(store.get(key)).orElseThrow().setByte(0, (byte) 'Y').appendString("!");

        assertThat(await(store.get(key))).contains(Buffer.buffer("one"));
    }

    @Test
    void putsOnlyTheFirstOfTwoIfAbsent() {
        assertThat(await(store.putIfAbsent(key, Buffer.buffer("mine"), LONG))).isTrue();
        assertThat(await(store.putIfAbsent(key, Buffer.buffer("yours"), LONG))).isFalse();

        assertThat(await(store.get(key))).contains(Buffer.buffer("mine"));
    }

    @Test
    void letsOneOfManyWinTheRace() {
        List<Future<Boolean>> attempts = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> attempts.add(store.putIfAbsent(key, Buffer.buffer("holder " + i), LONG)));

        assertThat(attempts.stream().filter(attempt -> await(attempt))).hasSize(1);
    }

    @Test
    void forgetsAKeyAtTheEndOfItsLife() {
        await(store.putIfAbsent(key, Buffer.buffer("mine"), SHORT));

        Eventually.until("the key is gone", () -> await(store.get(key)).isEmpty());
        assertThat(await(store.keys(key))).isEmpty();
        assertThat(await(store.putIfAbsent(key, Buffer.buffer("yours"), LONG))).isTrue();
    }

    @Test
    void givesAKeyAnEndWhenPutWithOne() {
        await(store.put(key, Buffer.buffer("short"), SHORT));
        await(store.put(key + ":long", Buffer.buffer("long"), LONG));
        await(store.put(key + ":again", Buffer.buffer("short"), SHORT));
        await(store.put(key + ":again", Buffer.buffer("for ever")));

        Eventually.until("the key is gone", () -> await(store.get(key)).isEmpty());
        assertThat(await(store.get(key + ":long"))).contains(Buffer.buffer("long"));
        assertThat(await(store.get(key + ":again"))).contains(Buffer.buffer("for ever"));
    }

    @Test
    void renewsTheLifeOfTheKeysThatAreThere() {
        await(store.put(key + ":1", Buffer.buffer("a"), LONG));
        await(store.put(key + ":2", Buffer.buffer("b"), SHORT.multipliedBy(10)));

        assertThat(await(store.renew(List.of(key + ":1", key + ":none"), SHORT)))
                .isEqualTo(1);
        assertThat(await(store.renew(List.of(key + ":2"), LONG))).isEqualTo(1);
        assertThat(await(store.renew(List.of(), LONG))).isZero();

        Eventually.until("the first is gone", () -> await(store.get(key + ":1")).isEmpty());
        assertThat(await(store.renew(List.of(key + ":1"), LONG))).isZero();
        await(vertx.timer(SHORT.multipliedBy(12).toMillis()));
        assertThat(await(store.get(key + ":2"))).contains(Buffer.buffer("b"));
    }

    @Test
    void countsTheKeysThatAreThere() {
        List<String> keys =
                IntStream.range(0, Store.KEYS_MAX).mapToObj(i -> key + ":" + i).toList();
        keys.stream().limit(3).forEach(each -> await(store.put(each, Buffer.buffer("x"), LONG)));

        assertThat(await(store.touch(keys))).isEqualTo(3);
        assertThat(await(store.renew(keys, LONG))).isEqualTo(3);
        assertThat(await(store.touch(List.of()))).isZero();
    }

    @Test
    void replacesOnlyWhatIsExpected() {
        await(store.put(key, Buffer.buffer("a")));

        assertThat(await(store.replace(key, Buffer.buffer("b"), Buffer.buffer("c"), LONG)))
                .isFalse();
        assertThat(await(store.replace(key, Buffer.buffer("a"), Buffer.buffer("c"), LONG)))
                .isTrue();
        assertThat(await(store.get(key))).contains(Buffer.buffer("c"));
    }

    @Test
    void renewsTheLifeOfWhatItReplaces() {
        Buffer value = Buffer.buffer("mine");
        await(store.putIfAbsent(key, value, SHORT.multipliedBy(10)));

        await(store.replace(key, value, value, LONG));

        await(vertx.timer(SHORT.multipliedBy(12).toMillis()));
        assertThat(await(store.get(key))).contains(value);
    }

    @Test
    void givesAReplacedKeyAnEnd() {
        await(store.put(key, Buffer.buffer("a")));

        await(store.replace(key, Buffer.buffer("a"), Buffer.buffer("b"), SHORT));

        Eventually.until("the key is gone", () -> await(store.get(key)).isEmpty());
    }

    @Test
    void removesOnlyWhatIsExpected() {
        await(store.put(key, Buffer.buffer("a")));

        assertThat(await(store.remove(key, Buffer.buffer("b")))).isFalse();
        assertThat(await(store.remove(key, Buffer.buffer("a")))).isTrue();
        assertThat(await(store.get(key))).isEmpty();
    }

    @Test
    void countsFromOneWithoutLosingACall() {
        List<Future<Long>> calls =
                IntStream.range(0, 300).mapToObj(i -> store.increment(key)).toList();

        assertThat(calls.stream().map(VertxFixture::await))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 300).boxed().toList());
        assertThat(await(store.get(key))).contains(Buffer.buffer("300"));
    }

    @Test
    void refusesToCountWhatIsNoNumber() {
        await(store.put(key, Buffer.buffer("many")));

        assertThatThrownBy(() -> await(store.increment(key)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(key);
        assertThat(await(store.get(key))).contains(Buffer.buffer("many"));
    }

    @Test
    void listsKeysByPrefixAndNothingElse() {
        List<Future<Void>> puts = IntStream.range(0, 50)
                .mapToObj(i -> store.put(key + ":[a]*:" + i, Buffer.buffer("x")))
                .toList();
        puts.forEach(VertxFixture::await);
        await(store.put(key + ":a:1", Buffer.buffer("x")));
        await(store.put("other:" + key + ":[a]*:1", Buffer.buffer("x")));

        assertThat(await(store.keys(key + ":[a]*:")))
                .hasSize(50)
                .doesNotHaveDuplicates()
                .allMatch(found -> found.startsWith(key + ":[a]*:"));
        assertThat(await(store.keys(key + ":none"))).isEmpty();
    }

    @Test
    void keepsTheOrderOfCalls() {
        List<Future<Optional<Buffer>>> reads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            store.put(key, Buffer.buffer("value " + i));
            reads.add(store.get(key));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(await(reads.get(i))).contains(Buffer.buffer("value " + i));
        }
    }

    @Test
    void answersOnTheContextOfTheCaller() {
        Context context = vertx.getOrCreateContext();
        Promise<Context> answered = Promise.promise();

        context.runOnContext(v -> store.increment(key).onComplete((n, e) -> answered.complete(Vertx.currentContext())));

        assertThat(await(answered.future())).isSameAs(context);
    }

    @Test
    void saysThatItIsWell() {
        await(store.put(key, Buffer.buffer("x")));

        Eventually.until("all of its servers are connected", () -> store.state().connected());
        assertThat(store.state().detail()).isEmpty();
    }

    @Test
    void handsOutTheTokensOfABucketAndNoMore() {
        long hour = Duration.ofHours(1).toNanos();

        Claim first = await(store.claim(key, hour, 10 * hour, 4));
        Claim second = await(store.claim(key, hour, 10 * hour, 20));
        Claim third = await(store.claim(key, hour, 10 * hour, 1));

        assertThat(first.granted()).isEqualTo(4);
        assertThat(first.remaining()).isEqualTo(6);
        assertThat(Duration.ofNanos(first.resetNanos())).isBetween(Duration.ofMinutes(239), Duration.ofMinutes(240));
        assertThat(second.granted()).isEqualTo(6);
        assertThat(third.granted()).isZero();
        assertThat(Duration.ofNanos(third.retryNanos())).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void fillsABucketAgainAsTimePasses() {
        long token = Duration.ofMillis(40).toNanos();
        assertThat(await(store.claim(key, token, 3 * token, 3)).granted()).isEqualTo(3);

        Eventually.until(
                "a token", () -> await(store.claim(key, token, 3 * token, 1)).granted() == 1);
    }

    @Test
    void givesNoTokenTwiceToThoseWhoAskTogether() {
        long hour = Duration.ofHours(1).toNanos();
        List<Future<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            claims.add(store.claim(key, hour, 100 * hour, 3));
        }
        await(Future.all(claims));

        assertThat(claims.stream().mapToInt(claim -> claim.result().granted()).sum())
                .isEqualTo(100);
    }
}
