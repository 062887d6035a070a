package io.sallyport.edge.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Head starts and winners, with a clock that is turned by hand and sockets that open when the test says so. */
class RaceTest {
    private static final String FIRST = "192.0.2.1";
    private static final String SECOND = "192.0.2.2";
    private static final String THIRD = "192.0.2.3";

    private final Map<String, Promise<NetSocket>> attempts = new LinkedHashMap<>();
    private final List<String> closed = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    private Future<NetSocket> attempt(IpAddress address) {
        Promise<NetSocket> promise = Promise.promise();
        attempts.put(address.toString(), promise);
        return promise.future();
    }

    private Runnable later(Runnable step) {
        waiting.add(step);
        return () -> waiting.remove(step);
    }

    /** The head start of whoever was started last is over. */
    private void turn() {
        waiting.remove(0).run();
    }

    private Race race(String... addresses) {
        return Race.start(Stream.of(addresses).map(IpAddress::parse).toList(), this::attempt, this::later);
    }

    private NetSocket socket(String name) {
        return (NetSocket) Proxy.newProxyInstance(
                NetSocket.class.getClassLoader(), new Class<?>[] {NetSocket.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.add(name);
                        return Future.succeededFuture();
                    }
                    return method.getName().equals("toString") ? name : null;
                });
    }

    private NetSocket accepts(String address) {
        NetSocket socket = socket(address);
        attempts.get(address).complete(socket);
        return socket;
    }

    private void refuses(String address) {
        attempts.get(address).fail("refused by " + address);
    }

    @Test
    void triesTheSecondBesideAFirstThatHangs() {
        Race race = race(FIRST, SECOND);
        assertThat(attempts).containsOnlyKeys(FIRST);

        turn();

        assertThat(attempts).containsOnlyKeys(FIRST, SECOND);
        NetSocket second = accepts(SECOND);
        assertThat(race.winner().result()).isSameAs(second);
        assertThat(waiting).isEmpty();
    }

    @Test
    void startsNobodyElseWhenTheFirstAcceptsInItsHeadStart() {
        Race race = race(FIRST, SECOND);

        NetSocket first = accepts(FIRST);

        assertThat(race.winner().result()).isSameAs(first);
        assertThat(attempts).containsOnlyKeys(FIRST);
        assertThat(waiting).isEmpty();
        assertThat(closed).isEmpty();
    }

    @Test
    void closesWhoeverComesAfterTheWinner() {
        Race race = race(FIRST, SECOND, THIRD);
        turn();
        turn();
        NetSocket second = accepts(SECOND);

        accepts(FIRST);
        refuses(THIRD);

        assertThat(race.winner().result()).isSameAs(second);
        assertThat(closed).containsExactly(FIRST);
    }

    @Test
    void startsTheNextAtOnceWhenOneRefuses() {
        Race race = race(FIRST, SECOND, THIRD);

        refuses(FIRST);

        assertThat(attempts).containsOnlyKeys(FIRST, SECOND);
        assertThat(waiting).hasSize(1);
        turn();
        assertThat(attempts).containsOnlyKeys(FIRST, SECOND, THIRD);
        assertThat(waiting).isEmpty();
        assertThat(race.winner().isComplete()).isFalse();
    }

    @Test
    void failsAsTheLastOneDoesAndNotBefore() {
        Race race = race(FIRST, SECOND);
        turn();
        refuses(SECOND);
        assertThat(race.winner().isComplete()).isFalse();

        refuses(FIRST);

        assertThat(race.winner().cause()).hasMessage("refused by " + FIRST);
    }

    @Test
    void failsWithoutAnAddress() {
        assertThat(race().winner().failed()).isTrue();
        assertThat(attempts).isEmpty();
    }

    @Test
    void triesFourAtATimeAndEightInAll() {
        String[] many =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "192.0.2." + i).toArray(String[]::new);
        Race race = race(many);
        turn();
        turn();
        turn();
        assertThat(attempts).hasSize(Race.AT_ONCE);
        while (!waiting.isEmpty()) {
            turn();
        }
        assertThat(attempts).hasSize(Race.AT_ONCE);

        for (int i = 0; i < Race.MOST; i++) {
            assertThat(race.winner().isComplete()).isFalse();
            refuses(many[i]);
        }

        assertThat(attempts).hasSize(Race.MOST);
        assertThat(race.winner().cause()).hasMessage("refused by " + many[Race.MOST - 1]);
        assertThat(waiting).isEmpty();
    }

    @Test
    void startsAndKeepsNothingAfterItWasCancelled() {
        Race race = race(FIRST, SECOND);

        race.cancel();
        accepts(FIRST);

        assertThat(attempts).containsOnlyKeys(FIRST);
        assertThat(closed).containsExactly(FIRST);
        assertThat(waiting).isEmpty();
        assertThat(race.winner().isComplete()).isFalse();
    }

    @Test
    void takesTheFamiliesInTurnsSixFirst() {
        List<IpAddress> answer = Stream.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "2001:db8::1", "2001:db8::2")
                .map(IpAddress::parse)
                .toList();

        assertThat(AddressOrder.of(answer))
                .extracting(IpAddress::toString)
                .containsExactly("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3");
        assertThat(AddressOrder.of(answer.subList(0, 3))).isEqualTo(answer.subList(0, 3));
    }
}
