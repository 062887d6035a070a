package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheKeyTest {
    @Test
    void everyPartCounts() {
        List<CacheKey> keys = List.of(
                key("http", "a.example", "/x", null, ""),
                key("https", "a.example", "/x", null, ""),
                key("http", "b.example", "/x", null, ""),
                key("http", "a.example:81", "/x", null, ""),
                key("http", "a.example", "/X", null, ""),
                key("http", "a.example", "/x", "", ""),
                key("http", "a.example", "/x", "a=1", ""),
                key("http", "a.example", "/x", null, "canary"),
                CacheKey.of(facts("http", "a.example", "/x", null), "", "x-region=eu\n"));

        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys.stream().map(key -> List.of(key.bytes())).toList()).doesNotHaveDuplicates();
    }

    @Test
    void theSchemesOwnPortIsTheSameWrittenOrNot() {
        assertThat(key("http", "a.example", "/", null, "")).isEqualTo(key("http", "A.example.:80", "/", null, ""));
        assertThat(key("https", "a.example", "/", null, "")).isEqualTo(key("https", "a.example:443", "/", null, ""));
        assertThat(key("https", "a.example:80", "/", null, "").url()).isEqualTo("https://a.example:80/");
    }

    @Test
    void theBytesAreThoseOfTheDocumentation() {
        assertThat(key("http", "a.b", "/", null, "t").bytes())
                .containsExactly(
                        0, 0, 0, 4, 'h', 't', 't', 'p', 0, 0, 0, 3, 'a', '.', 'b', 0, 0, 0, 2, '8', '0', 0, 0, 0, 1,
                        '/', -1, -1, -1, -1, 0, 0, 0, 1, 't', 0, 0, 0, 0);
    }

    @Test
    void keysOfOneUrlAreOfOneUrlOnEveryTrackAndWithAllParts() {
        CacheKey plain = key("http", "a.example", "/", "q", "");
        CacheKey parted = CacheKey.of(facts("http", "a.example", "/", "q"), "canary", "x-region=eu\n");

        assertThat(parted.sameUrl(plain)).isTrue();
        assertThat(parted).isNotEqualTo(plain.onTrack("canary"));
        assertThat(parted.withQuery(null).sameUrl(plain)).isFalse();
        assertThat(parted.withQuery("q")).isSameAs(parted);
        assertThat(parted.onTrack("stable").parts()).isEqualTo("x-region=eu\n");
    }

    @Test
    void theBytesAreReadAgain() {
        for (CacheKey key : List.of(
                key("http", "a.example", "/x", null, ""),
                key("https", "[::1]:81", "/é", "", "shop/1"),
                key("http", "b.example", "/", "a=1&b", "t"))) {
            assertThat(CacheKey.read(key.bytes())).isEqualTo(key);
        }
    }

    @Test
    void otherBytesAreNoKey() {
        byte[] bytes = key("http", "a.example", "/x", "q", "t").bytes();
        Random random = new Random(3);

        assertThat(CacheKey.read(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(CacheKey.read(Arrays.copyOf(bytes, length))).isNull();
        }
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            CacheKey key = CacheKey.read(damaged);
            assertThat(key == null || Arrays.equals(key.bytes(), damaged)).isTrue();
        }
    }

    @Test
    void theTrackCanBeChanged() {
        CacheKey key = key("http", "a.example", "/", "q", "stable");

        assertThat(key.onTrack("canary")).isEqualTo(key("http", "a.example", "/", "q", "canary"));
        assertThat(key.onTrack("stable")).isSameAs(key);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.example, http://a.example/",
        "HTTP://A.Example:80/x?, http://a.example/x?",
        "https://a.example:443/x?a=1&b=2#part, https://a.example/x?a=1&b=2",
        "http://a.example?q, http://a.example/?q",
        "http://[2001:DB8::1]:8080/, http://[2001:db8::1]:8080/",
        "http://a.example/#?x, http://a.example/"
    })
    void readsUrls(String url, String expected) {
        CacheKey key = CacheKey.parse(url, "");

        assertThat(key).isNotNull();
        assertThat(key.url()).isEqualTo(expected);
        assertThat(CacheKey.parse(expected, "")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/x",
                "a.example",
                "ftp://a.example/",
                "http://",
                "http:///x",
                "http://u@a.example/",
                "http://a b/",
                "://",
                "http://#",
                "http://a:0/"
            })
    void refusesWhatIsNoUrl(String text) {
        assertThat(CacheKey.parse(text, "")).isNull();
        assertThat(UrlPrefix.parse(text)).isNull();
    }

    @Test
    void equalityHashBytesAndOrderAgree() {
        Random random = new Random(8);
        Map<String, CacheKey> byBytes = new HashMap<>();
        List<CacheKey> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            CacheKey key = random(random);
            CacheKey known = byBytes.putIfAbsent(new String(key.bytes(), StandardCharsets.ISO_8859_1), key);
            if (known != null) {
                assertThat(key).isEqualTo(known).hasSameHashCodeAs(known).isEqualByComparingTo(known);
            }
            CacheKey other = keys.isEmpty() ? key : keys.get(random.nextInt(keys.size()));
            assertThat(key.equals(other)).isEqualTo(key.compareTo(other) == 0);
            assertThat(Integer.signum(key.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(key)));
            keys.add(key);
        }
        assertThat(byBytes).hasSameSizeAs(keys.stream().distinct().toList());
    }

    private static CacheKey random(Random random) {
        String[] parts = {"a", "ab", "b", "", "c"};
        String path = "/" + parts[random.nextInt(5)] + parts[random.nextInt(5)];
        String query = random.nextBoolean() ? null : parts[random.nextInt(5)] + parts[random.nextInt(5)];
        String host = random.nextBoolean() ? "a.example" : "a.example:81";
        return key(random.nextBoolean() ? "http" : "https", host, path, query, parts[random.nextInt(5)]);
    }

    private static CacheKey key(String scheme, String host, String path, String query, String track) {
        return CacheKey.of(facts(scheme, host, path, query), track);
    }

    private static RequestFacts facts(String scheme, String host, String path, String query) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                scheme,
                Authority.parse(host),
                path,
                query,
                IpAddress.parse("192.0.2.1"),
                HeaderList.EMPTY);
    }
}
