package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples of RFC 9211 section 2. */
final class CacheStatusTest {
    @Test
    void writesParametersInTheOrderOfTheStandard() {
        CacheStatus stale = CacheStatus.forwarded(ForwardReason.STALE);

        assertThat(CacheStatus.hit(376)).isEqualTo("hit; ttl=376");
        assertThat(CacheStatus.forwarded(ForwardReason.URI_MISS).thatStores().parameters())
                .isEqualTo("fwd=uri-miss; stored");
        assertThat(stale.withOriginStatus(304).parameters()).isEqualTo("fwd=stale; fwd-status=304");
        assertThat(stale.withOriginStatus(304).thatStores().parameters())
                .isEqualTo("fwd=stale; fwd-status=304; stored");
        assertThat(CacheStatus.forwarded(ForwardReason.VARY_MISS)
                        .because(RefuseReason.VARY_ANY)
                        .parameters())
                .isEqualTo("fwd=vary-miss; detail=vary-any");
        assertThat(CacheStatus.forwarded(ForwardReason.BYPASS).parameters()).isEqualTo("fwd=bypass");
    }
}
