package io.sallyport.router.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressDiscoveryTest {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final List<List<String>> handed = new CopyOnWriteArrayList<>();
    private Discovery discovery;

    /** Answers from the table of the test; a name without addresses is unknown. */
    private final class Table implements NameLookup {
        @Override
        public Future<List<InetAddress>> addresses(String name) {
            List<String> known = names.get(name);
            return known == null ? Future.failedFuture(new UnknownHostException(name)) : literals(known);
        }

        private static Future<List<InetAddress>> literals(List<String> texts) {
            try {
                List<InetAddress> found = new ArrayList<>();
                for (String text : texts) {
                    found.add(InetAddress.getByName(text));
                }
                return Future.succeededFuture(found);
            } catch (UnknownHostException e) {
                return Future.failedFuture(e);
            }
        }

        @Override
        public void close() {
            names.clear();
        }
    }

    @BeforeEach
    void open() {
        discovery = new Discovery(
                vertx, new Table(), Duration.ofMillis(10), document -> handed.add(NamedDocuments.urls(document)));
        vertx.runOnContext(start -> discovery.start());
    }

    @AfterEach
    void close() {
        vertx.runOnContext(stop -> discovery.close());
        vertx.close();
    }

    private void offer(RoutesDocument document) {
        vertx.runOnContext(now -> discovery.offer(document));
    }

    private void await(String... urls) {
        Eventually.until("handed on: " + List.of(urls), () -> !handed.isEmpty() && last().equals(List.of(urls)));
    }

    private List<String> last() {
        return handed.get(handed.size() - 1);
    }

    @Test
    void followsTheAddressesOfAName() {
        names.put("shop", List.of("10.0.0.2", "10.0.0.1", "10.0.0.1"));
        offer(NamedDocuments.of("http://shop:80"));
        await("http://10.0.0.1:80", "http://10.0.0.2:80");

        names.put("shop", List.of("10.0.0.3"));
        await("http://10.0.0.3:80");
    }

    @Test
    void keepsTheAddressesOfANameThatIsUnknownForAWhile() {
        names.put("shop", List.of("10.0.0.1"));
        offer(NamedDocuments.of("http://shop:80"));
        await("http://10.0.0.1:80");

        names.remove("shop");
        Eventually.until("it is told", () -> discovery.problem().contains("shop"));
        assertThat(last()).containsExactly("http://10.0.0.1:80");

        names.put("shop", List.of("10.0.0.9"));
        await("http://10.0.0.9:80");
        assertThat(discovery.problem()).isEmpty();
    }

    @Test
    void handsADocumentOnAlthoughNobodyKnowsItsNames() {
        offer(NamedDocuments.of("http://shop:80"));
        await("http://shop:80");
        assertThat(discovery.problem()).isEqualTo("no addresses found for shop");
    }

    @Test
    void handsOnlyTheNewestDocumentOn() {
        names.put("a", List.of("10.0.0.1"));
        names.put("b", List.of("10.0.0.2"));
        offer(NamedDocuments.of("http://a:80"));
        offer(NamedDocuments.of("http://b:80"));
        await("http://10.0.0.2:80");
    }
}
