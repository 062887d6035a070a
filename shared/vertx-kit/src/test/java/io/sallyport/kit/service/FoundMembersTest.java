package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.BusConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoundMembersTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1:5701, 192.0.2.1:5701",
        "[2001:db8::1]:5701, [2001:db8:0:0:0:0:0:1]:5701",
        "2001:db8::1, [2001:db8:0:0:0:0:0:1]",
    })
    void addressesAreAsTheyAre(String member, String found) {
        assertThat(new FoundMembers(List.of(member)).getMembers()).containsExactly(found);
    }

    @Test
    void namesAreAllTheirAddresses() {
        FoundMembers members = new FoundMembers(List.of("localhost:5701", "nobody.invalid:5701", "192.0.2.1"));

        assertThat(members.getMembers())
                .contains("127.0.0.1:5701", "192.0.2.1")
                .allMatch(member -> member.startsWith("127.") || member.startsWith("[") || member.equals("192.0.2.1"));
    }

    @Test
    void areAskedForWheneverHazelcastLooks() {
        BusConfig bus = new BusConfig(true, "x", List.of("localhost:5701"), "127.0.0.1", 5701);

        assertThat(HazelcastSettings.of(bus, "127.0.0.1")
                        .getNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig())
                .isInstanceOf(FoundMembers.class)
                .satisfies(config -> assertThat(config.isEnabled()).isTrue());
    }
}
