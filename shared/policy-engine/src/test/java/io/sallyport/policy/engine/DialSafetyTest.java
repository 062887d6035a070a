package io.sallyport.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialSafetyTest {
    private static DialRules opening(String... targets) {
        return new DialRules(List.of(targets).stream().map(Cidr::parse).toList(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,                 loopback",
        "127.255.255.255,           loopback",
        "::1,                       loopback",
        "::ffff:127.0.0.1,          loopback",
        "::ffff:7f00:1,             loopback",
        "0.0.0.0,                   unspecified",
        "0.1.2.3,                   unspecified",
        "::,                        unspecified",
        "10.0.0.1,                  private",
        "172.16.0.1,                private",
        "172.31.255.255,            private",
        "192.168.255.1,             private",
        "169.254.1.1,               link-local",
        "fe80::1,                   link-local",
        "febf::1,                   link-local",
        "100.64.0.1,                shared",
        "100.127.255.255,           shared",
        "169.254.169.254,           metadata",
        "::ffff:169.254.169.254,    metadata",
        "fd00:ec2::254,             metadata",
        "fd20:ce::254,              metadata",
        "100.100.100.200,           metadata",
        "168.63.129.16,             metadata",
        "fc00::1,                   unique-local",
        "fdff:ffff::1,              unique-local",
        "fec0::1,                   unique-local",
        "224.0.0.1,                 multicast",
        "239.255.255.250,           multicast",
        "ff02::1,                   multicast",
        "255.255.255.255,           broadcast",
        "192.0.2.1,                 documentation",
        "198.51.100.1,              documentation",
        "203.0.113.1,               documentation",
        "2001:db8::1,               documentation",
        "3fff::1,                   documentation",
        "198.18.0.1,                benchmark",
        "198.19.255.255,            benchmark",
        "2001:2::1,                 benchmark",
        "192.0.0.8,                 protocol",
        "192.88.99.1,               protocol",
        "2001:1::1,                 protocol",
        "192.0.0.9,                 protocol",
        "192.0.0.170,               protocol",
        "192.31.196.1,              protocol",
        "192.52.193.1,              protocol",
        "192.175.48.6,              protocol",
        "2001:3::1,                 protocol",
        "2001:4:112::1,             protocol",
        "2001:20::1,                protocol",
        "2001:30::1,                protocol",
        "2620:4f:8000::6,           protocol",
        "240.0.0.1,                 reserved",
        "255.255.255.254,           reserved",
        "100::1,                    reserved",
        "100:0:0:1::1,              reserved",
        "4000::1,                   reserved",
        "5f00::1,                   reserved",
        "64:ff9b::7f00:1,           embeds-ipv4",
        "64:ff9b:1::a00:1,          embeds-ipv4",
        "2002:7f00:1::1,            embeds-ipv4",
        "2001:0:1234::1,            embeds-ipv4",
        "::7f00:1,                  embeds-ipv4",
        "::127.0.0.1,               embeds-ipv4",
        "::ffff:0:127.0.0.1,        embeds-ipv4",
        "2606:4700::5efe:10.0.0.1,  embeds-ipv4",
        "2606:4700::200:5efe:7f00:1, embeds-ipv4",
        "2606:4700::100:5efe:a9fe:a9fe, embeds-ipv4",
    })
    void refusesWithAReason(String address, String reason) {
        IpAddress target = IpAddress.parse(address);

        assertThat(DialSafety.classify(target).reason()).isEqualTo(reason);
        assertThat(DialSafety.permits(target, DialRules.NONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.0.1",
                "192.0.1.1",
                "192.167.0.1",
                "198.17.0.1",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "2001:200::1",
                "2003::1",
                "192.31.197.1",
                "192.175.49.1",
                "2620:4f:8001::1",
                "2606:4700::5efe:101:101",
                "2606:4700::400:5efe:7f00:1",
                "2606:4700::5eff:7f00:1"
            })
    void permitsPublicAddresses(String address) {
        assertThat(DialSafety.classify(IpAddress.parse(address))).isEqualTo(AddressClass.PUBLIC);
        assertThat(DialSafety.permits(IpAddress.parse(address), DialRules.NONE)).isTrue();
    }

    @Test
    void permitsWhatARuleOpens() {
        DialRules rules = opening("127.0.0.0/8", "fc00::/7");

        assertThat(DialSafety.permits(IpAddress.parse("127.1.2.3"), rules)).isTrue();
        assertThat(DialSafety.permits(IpAddress.parse("::ffff:127.1.2.3"), rules))
                .isTrue();
        assertThat(DialSafety.permits(IpAddress.parse("fd12::1"), rules)).isTrue();
        assertThat(DialSafety.permits(IpAddress.parse("::1"), rules)).isFalse();
        assertThat(DialSafety.permits(IpAddress.parse("10.0.0.1"), rules)).isFalse();
    }

    @Test
    void anOpenedIpv4RangeDoesNotOpenIpv6ThatEmbedsIt() {
        assertThat(DialSafety.permits(IpAddress.parse("64:ff9b::7f00:1"), opening("127.0.0.0/8")))
                .isFalse();
    }

    @Test
    void opensMetadataOnlyByItsOwnAddress() {
        IpAddress metadata = IpAddress.parse("169.254.169.254");

        assertThat(DialSafety.permits(metadata, opening("0.0.0.0/0", "169.254.0.0/16")))
                .isFalse();
        assertThat(DialSafety.permits(metadata, opening("169.254.169.254"))).isTrue();
    }

    @Test
    void allowsOnlyHttpsAndOpenedPortsInTunnels() {
        DialRules rules = new DialRules(List.of(), List.of(8443));

        assertThat(DialSafety.portAllowed(443, DialRules.NONE)).isTrue();
        assertThat(DialSafety.portAllowed(8443, rules)).isTrue();
        for (int port : new int[] {22, 25, 80, 6379, 8443}) {
            assertThat(DialSafety.portAllowed(port, DialRules.NONE)).isFalse();
        }
    }

    @Test
    void holdsWhatAnotherProxyResolvesToTheSameRules() {
        for (String refused : new String[] {
            "127.0.0.1",
            "::1",
            "10.0.0.1",
            "64:ff9b::7f00:1",
            "localhost",
            "localhost.",
            "x.localhost",
            "127.1",
            "2130706433",
            "0x7f000001",
            "a.0x7f",
            "0177.0.0.1",
            "1.2.3.4."
        }) {
            assertThat(DialSafety.permitsElsewhere(refused, DialRules.NONE))
                    .as(refused)
                    .isFalse();
        }
        for (String permitted :
                new String[] {"site.example", "site.example.", "1.1.1.1", "0xface.example", "127.0.0.1.nip.io"}) {
            assertThat(DialSafety.permitsElsewhere(permitted, DialRules.NONE))
                    .as(permitted)
                    .isTrue();
        }
        assertThat(DialSafety.permitsElsewhere("localhost", opening("127.0.0.0/8")))
                .isTrue();
    }
}
