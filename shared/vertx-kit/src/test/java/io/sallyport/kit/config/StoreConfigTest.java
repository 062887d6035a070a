package io.sallyport.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.StoreSentinelConfig;
import io.sallyport.contract.settings.StoreTlsConfig;
import io.sallyport.contract.settings.StoreUrl;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreConfigTest {
    private static StoreConfig config(String url, String user, String password, StoreTlsConfig tls) {
        return new StoreConfig(url, null, user, password == null ? null : new Secret(password), tls, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redis://a|STANDALONE|false|[a:6379]||0",
                "rediss://a:1/3|STANDALONE|true|[a:1]||3",
                "redis://u:p%40@[::1]:7/2|STANDALONE|false|[[::1]:7]||2",
                "redis+sentinel://a,b:2/main|SENTINEL|false|[a:26379, b:2]|main|0",
                "rediss+sentinel://a:1/main/4|SENTINEL|true|[a:1]|main|4",
                "redis+cluster://a:1,b:2,[::1]|CLUSTER|false|[a:1, b:2, [::1]:6379]||0",
                "rediss+cluster://u:p@a:1|CLUSTER|true|[a:1]||0",
            })
    void readsAUrl(String url, String kind, boolean tls, String servers, String name, int database) {
        StoreUrl read = new StoreConfig(url, null).place();

        assertThat(read.kind()).hasToString(kind);
        assertThat(read.tls()).isEqualTo(tls);
        assertThat(read.servers()).hasToString(servers);
        assertThat(read.name()).isEqualTo(name == null ? "" : name);
        assertThat(read.database()).isEqualTo(database);
    }

    @Test
    void decodesTheLoginOfAUrl() {
        StoreUrl read = new StoreConfig("redis://us%3Aer:p%40ss+word@a:1", null).place();

        assertThat(read.user()).isEqualTo("us:er");
        assertThat(read.password()).isEqualTo(new Secret("p@ss+word"));
        assertThat(read.servers()).containsExactly(new HostPort("a", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Memory",
                "http://a",
                "redis:a",
                "redis://",
                "redis://a,b",
                "redis://a:0",
                "redis://a:x",
                "redis://a/x",
                "redis://a/-1",
                "redis+sentinel://a:1",
                "redis+sentinel://a:1/",
                "redis+cluster://a:1/2",
                "redis+cluster://",
                "redis+cluster://a,,b",
                "redis://u:s3cret@/0",
                "redis://u:%zz@a",
            })
    void refusesWhatIsNoneAndShowsNoPassword(String url) {
        assertThatThrownBy(() -> new StoreConfig(url, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url: found \"")
                .hasMessageContaining("redis+cluster://host:port,host:port")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesKeysThatDoNothing() {
        StoreTlsConfig tls = new StoreTlsConfig("ca.pem", null, null, null);
        StoreSentinelConfig sentinel = new StoreSentinelConfig(null, new Secret("p"));

        assertThatThrownBy(() -> config("redis://a", "user", null, null))
                .hasMessageContaining("password: found nothing");
        assertThatThrownBy(() -> config("memory", null, "p", null)).hasMessageContaining("with a Redis only");
        assertThatThrownBy(() -> config("redis://u:p@a", null, "p", null)).hasMessageContaining("not in both");
        assertThatThrownBy(() -> config("redis://a", null, null, tls)).hasMessageContaining("rediss://");
        assertThatThrownBy(() -> new StoreConfig("redis://a", null, null, null, null, sentinel))
                .hasMessageContaining("redis+sentinel:// only");
        assertThatThrownBy(() -> new StoreTlsConfig(null, "cert.pem", null, null))
                .hasMessageContaining("key: found nothing");
    }

    @Test
    void isTheSamePlaceWithAnotherBound() {
        StoreConfig tls = config("rediss://a", "u", "p", new StoreTlsConfig("ca.pem", null, null, false));

        assertThat(tls.within(Duration.ofSeconds(9)))
                .isEqualTo(new StoreConfig("rediss://a", Duration.ofSeconds(9), "u", new Secret("p"), tls.tls(), null));
        assertThat(new StoreConfig("redis://u:s3cret@a", null).toString()).doesNotContain("s3cret");
    }
}
