package io.sallyport.router.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.router.discovery.netty.SystemDns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemDnsTest {
    @Test
    void readsTheHostsFile() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            List<InetAddress> found = Future.<List<InetAddress>>future(promise -> vertx.runOnContext(go ->
                            SystemDns.open(List.of()).addresses("localhost").onComplete(promise)))
                    .await(10, TimeUnit.SECONDS);

            assertThat(found).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        } finally {
            vertx.close();
        }
    }
}
