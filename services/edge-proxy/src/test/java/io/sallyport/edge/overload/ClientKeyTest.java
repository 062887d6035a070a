package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.IpAddress;
import org.junit.jupiter.api.Test;

class ClientKeyTest {
    private static long key(String address) {
        return ClientKey.of(IpAddress.parse(address));
    }

    @Test
    void eachIpv4AddressCountsForItself() {
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
    }

    @Test
    void aNetworkOfIpv6CountsAsOne() {
        assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
    }
}
