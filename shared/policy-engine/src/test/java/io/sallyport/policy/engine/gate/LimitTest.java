package io.sallyport.policy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.Rate;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    private static Limit by(String key) {
        return Limit.of("calm", new LimitDocument(Rate.parse("10/s"), null, key, null));
    }

    private static RequestFacts from(String client, String tenant) {
        HeaderList fields = HeaderList.of("X-Tenant", tenant);
        return new RequestFacts(
                "web", false, "GET", "http", Authority.parse("a.test"), "/", null, IpAddress.parse(client), fields);
    }

    @ParameterizedTest
    @CsvSource({
        "client,          192.0.2.1,     192.0.2.1,      true",
        "client,          192.0.2.1,     192.0.2.2,      false",
        "client,          2001:db8::1,   2001:db8::ffff, true",
        "client,          2001:db8::1,   2001:db8:0:1::1,false",
        "all,             192.0.2.1,     192.0.2.2,      true",
        "route,           192.0.2.1,     192.0.2.2,      true",
        "user,            192.0.2.1,     192.0.2.2,      true",
        "header:X-Tenant, 192.0.2.1,     192.0.2.2,      true",
    })
    void countsTogetherWhatHasOneKey(String key, String one, String other, boolean together) {
        assertThat(by(key).key(from(one, "t"), "ann", "shop").equals(by(key).key(from(other, "t"), "ann", "shop")))
                .isEqualTo(together);
    }

    @Test
    void countsApartByUserRouteAndField() {
        RequestFacts facts = from("192.0.2.1", "t");

        assertThat(by("user").key(facts, "ann", "")).isNotEqualTo(by("user").key(facts, "bob", ""));
        assertThat(by("user").key(facts, "", "")).isEqualTo(by("user").key(facts, "", "shop"));
        assertThat(by("route").key(facts, "", "a")).isNotEqualTo(by("route").key(facts, "", "b"));
        assertThat(by("header:x-tenant").key(facts, "", ""))
                .isNotEqualTo(by("header:x-tenant").key(from("192.0.2.1", "u"), "", ""));
    }

    @Test
    void writesItsPolicyAsTheDraftWantsIt() {
        LimitDocument document = new LimitDocument(Rate.parse("100/m"), Optional.of(50), null, null);

        assertThat(Limit.of("calm", document).policy()).isEqualTo("\"calm\";q=50;w=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/s", "-1/s", "10/w", "10/", "/s", "10/ms", "1000001/s", "1.5/s", "ten/s"})
    void refusesRatesThatAreNone(String rate) {
        assertThatThrownBy(() -> Rate.parse(rate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found \"" + rate + "\", allowed: 1 to 1000000 in a second");
    }

    @Test
    void readsRatesAsTheyAreWritten() {
        assertThat(List.of(Rate.parse("100/s"), Rate.parse("1_000/m"), Rate.parse("5/d")))
                .hasToString("[100/s, 1000/m, 5/d]");
    }

    @Test
    void refusesOtherKeysAndBurstsThatTakeYears() {
        Rate slow = Rate.parse("1/d");

        assertThatThrownBy(() -> by("cookie"))
                .hasMessage("key: found \"cookie\", allowed: client, user, route, all, header:NAME");
        assertThatThrownBy(() -> by("header:")).hasMessageStartingWith("key: found");
        assertThatThrownBy(() -> new LimitDocument(slow, Optional.of(400), null, null))
                .hasMessageStartingWith("burst: found 400");
        assertThatThrownBy(() -> new LimitDocument(null, null, null, null))
                .hasMessageStartingWith("rate: found nothing");
    }
}
