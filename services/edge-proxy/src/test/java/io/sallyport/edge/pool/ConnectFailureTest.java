package io.sallyport.edge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import io.sallyport.contract.Outcome;
import io.sallyport.routing.circuit.Verdict;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {
    @Test
    void blamesNoServerForDescriptorsThatWeLack() {
        IOException system = new SocketException("newSocketStream(..) failed: Too many open files");
        assertThat(ConnectFailure.outcome(system)).isEqualTo(Outcome.OVERLOADED);
        assertThat(ConnectFailure.outcome(new ChannelException("Unable to create Channel", system)))
                .isEqualTo(Outcome.OVERLOADED);
        assertThat(ConnectFailure.tlsOutcome(system)).isEqualTo(Outcome.OVERLOADED);
        assertThat(FailureDetail.connect("shop:80", Outcome.OVERLOADED, system)).contains("ulimit -n");
        assertThat(Verdict.of(Outcome.OVERLOADED, 503)).isEqualTo(Verdict.NONE);
    }

    @Test
    void blamesAServerThatRefuses() {
        assertThat(ConnectFailure.outcome(new ConnectException("Connection refused")))
                .isEqualTo(Outcome.CONNECT_REFUSED);
    }
}
