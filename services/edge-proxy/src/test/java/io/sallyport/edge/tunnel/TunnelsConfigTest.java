package io.sallyport.edge.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.settings.TunnelsConfig;
import io.sallyport.contract.settings.TunnelsConfig.Check;
import io.sallyport.contract.settings.TunnelsConfig.Ech;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TunnelsConfigTest {
    @Test
    void looksAtNamesAndOnlyReportsUnlessTold() {
        TunnelsConfig usual = TunnelsConfig.defaults();
        assertThat(usual.sni()).isEqualTo(Check.REPORT);
        assertThat(usual.ech()).isEqualTo(Ech.ALLOW);
        assertThat(usual.cut()).isFalse();
        assertThat(usual.idle()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void refusesToBlockEncryptedNamesWhereNobodyLooks() {
        assertThatThrownBy(() -> new TunnelsConfig(null, null, null, null, Check.OFF, Ech.BLOCK, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ech: found \"block\"");
        assertThat(new TunnelsConfig(null, null, null, null, Check.REPORT, Ech.BLOCK, null).ech())
                .isEqualTo(Ech.BLOCK);
    }

    @Test
    void refusesTimesThatMeanNothing() {
        assertThatThrownBy(() -> new TunnelsConfig(Duration.ZERO, null, null, null, null, null, null))
                .hasMessageContaining("idle");
        assertThatThrownBy(() -> new TunnelsConfig(null, null, Duration.ofDays(31), null, null, null, null))
                .hasMessageContaining("halfOpen");
    }
}
