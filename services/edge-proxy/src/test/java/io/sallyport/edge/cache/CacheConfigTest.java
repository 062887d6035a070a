package io.sallyport.edge.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.ForwardCacheConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CacheConfigTest {
    @Test
    void refusesToFetchAWholeThatIsTooLargeToKeep() {
        ForwardCacheConfig forward = new ForwardCacheConfig(
                null, null, null, null, null, null, null, Optional.of(ByteSize.ofMiB(9)), null, null);

        assertThatThrownBy(() -> new CacheConfig(null, null, null, null, null, null, null, null, null, forward))
                .hasMessage("forward.wholeRange: found 9MiB, allowed: at most maxObject, 8MiB");
    }
}
