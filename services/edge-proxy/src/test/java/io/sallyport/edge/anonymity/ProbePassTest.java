package io.sallyport.edge.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.Profile;
import io.sallyport.edge.anonymity.ProbePass.Ticket;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.DialSafety;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbePassTest {
    private final ProbePass pass = new ProbePass();

    @Test
    void opensOneNameToOneAddressAndItsPorts() {
        Ticket ticket = pass.issue(Profile.STRICT, List.of(4711));

        assertThat(ticket.host()).matches("p[0-9a-f]{32}\\.selftest\\.invalid");
        assertThat(pass.verdict(ticket.host(), 4711).profile()).contains(Profile.STRICT);
        assertThat(pass.verdict(ticket.host(), 80)).isNull();
        assertThat(pass.verdict("p" + "0".repeat(32) + ".selftest.invalid", 4711))
                .isNull();
        assertThat(pass.verdict("127.0.0.1", 4711)).isNull();
        assertThat(pass.addresses(ticket.host())).containsExactly(IpAddress.parse("127.0.0.1"));
        assertThat(DialSafety.permits(
                        IpAddress.parse("127.0.0.2"),
                        pass.verdict(ticket.host(), 4711).dial()))
                .isFalse();
    }

    @Test
    void nothingIsOpenAfterTheRun() {
        Ticket ticket = pass.issue(Profile.STANDARD, List.of(4711));
        pass.revokeAll();

        assertThat(pass.verdict(ticket.host(), 4711)).isNull();
        assertThat(pass.addresses(ticket.host())).isNull();
    }
}
