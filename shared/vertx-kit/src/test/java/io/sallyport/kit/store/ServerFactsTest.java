package io.sallyport.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
    private static final String ON_DISK = "aof_enabled:1\r\nrdb_last_bgsave_status:ok\r\n";

    private static List<String> advice(String memory, String persistence, String saves) {
        return ServerFacts.read(memory, persistence, saves).advice("10.0.0.1:6379");
    }

    @Test
    void saysNothingOfAServerAsItShouldBe() {
        assertThat(advice("# Memory\r\nmaxmemory:1073741824\r\nmaxmemory_policy:volatile-lfu\r\n", ON_DISK, ""))
                .isEmpty();
    }

    @Test
    void warnsOfMemoryWithoutABound() {
        assertThat(advice("maxmemory:0\r\nmaxmemory_policy:noeviction\r\n", ON_DISK, ""))
                .singleElement()
                .asString()
                .contains("10.0.0.1:6379 has no maxmemory");
    }

    @Test
    void warnsOfPoliciesThatDropWhatMustStayOrTakeNoWrites() {
        assertThat(advice("maxmemory:1\r\nmaxmemory_policy:allkeys-lru\r\n", ON_DISK, ""))
                .singleElement()
                .asString()
                .contains("allkeys-lru");
        assertThat(advice("maxmemory:1\r\nmaxmemory_policy:noeviction\r\n", ON_DISK, ""))
                .singleElement()
                .asString()
                .contains("noeviction");
    }

    @Test
    void warnsOfAServerThatKeepsNothingOnDisk() {
        String memory = "maxmemory:1\r\nmaxmemory_policy:volatile-lfu\r\n";
        assertThat(advice(memory, "aof_enabled:0\r\n", ""))
                .singleElement()
                .asString()
                .contains("nothing on disk");
        assertThat(advice(memory, "aof_enabled:0\r\n", "3600 1")).isEmpty();
        assertThat(advice(memory, "aof_enabled:0\r\n", null))
                .as("it does not say")
                .isEmpty();
        assertThat(advice(memory, "aof_enabled:1\r\nrdb_last_bgsave_status:err\r\n", ""))
                .singleElement()
                .asString()
                .contains("could not save");
    }

    @Test
    void saysNothingOfAServerThatMayNotBeAsked() {
        assertThat(advice("", "", null)).isEmpty();
    }
}
