package io.sallyport.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.IpAddress;
import org.junit.jupiter.api.Test;

class ClientSharesTest {
    private final ClientShares shares = new ClientShares(2);

    private boolean take(String address) {
        return shares.take(IpAddress.parse(address));
    }

    @Test
    void givesEachAddressItsShare() {
        assertThat(take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isFalse();
        assertThat(take("192.0.2.2")).isTrue();
        shares.release(IpAddress.parse("192.0.2.1"));
        assertThat(take("192.0.2.1")).isTrue();
    }

    @Test
    void takesANetworkOfIpv6ForOne() {
        assertThat(take("2001:db8::1")).isTrue();
        assertThat(take("2001:db8::ffff:2")).isTrue();
        assertThat(take("2001:db8:0:0:1:2:3:4")).isFalse();
        assertThat(take("2001:db8:0:1::1")).isTrue();
    }

    @Test
    void takesAMappedAddressForItsTwin() {
        assertThat(take("::ffff:192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isTrue();
        assertThat(take("192.0.2.1")).isFalse();
    }

    @Test
    void forgetsWhoHasNothingOpen() {
        for (int i = 0; i < 1000; i++) {
            IpAddress address = IpAddress.parse("192.0." + i / 250 + "." + i % 250);
            shares.take(address);
            shares.release(address);
        }
        assertThat(shares.size()).isZero();
    }
}
