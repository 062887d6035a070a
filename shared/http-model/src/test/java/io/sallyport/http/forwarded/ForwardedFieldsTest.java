package io.sallyport.http.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedFieldsTest {
    private static final TrustedProxies TRUSTED = TrustedProxies.parse(List.of("10.0.0.0/8", "2001:db8:1::/48"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1                                    | 192.0.2.1     | ''
            192.0.2.1, 10.0.0.2                          | 192.0.2.1     | 10.0.0.2
            198.51.100.7, 192.0.2.1, 10.0.0.2,10.0.0.3   | 192.0.2.1     | 10.0.0.2, 10.0.0.3
            10.0.0.9, 10.0.0.2                           | 10.0.0.9      | 10.0.0.2
            192.0.2.1:4711                               | 192.0.2.1     | ''
            [2001:db8::7]:4711, 2001:db8:1::1            | 2001:db8::7   | 2001:db8:1::1
            [2001:db8::7]                                | 2001:db8::7   | ''
            ::ffff:192.0.2.1                             | 192.0.2.1     | ''
            garbage, 192.0.2.1                           | 192.0.2.1     | ''
            ", 192.0.2.1                                 | 192.0.2.1     | ''
            192.0.2.1, , ,10.0.0.2,                      | 192.0.2.1     | 10.0.0.2
            192.0.2.1, unknown                           | unknown       | ''
            192.0.2.1, nonsense, 10.0.0.2                | unknown       | 10.0.0.2
            192.0.2.1:x                                  | unknown       | ''
            192.0.2.01                                   | unknown       | ''
            [192.0.2.1]                                  | unknown       | ''
            [2001:db8::7                                 | unknown       | ''
            2001:db8::7%eth0                             | unknown       | ''
            192.0.2.1:123456                             | unknown       | ''
            """)
    void takesTheFirstFromTheRightThatIsNotTrusted(String field, String client, String via) {
        ForwardedClient found = ForwardedFields.xForwardedFor(TRUSTED, List.of(field), List.of());

        assertThat(found.text()).isEqualTo(client);
        assertThat(found.via()).isEqualTo(via);
        assertThat(found.scheme()).isNull();
        assertThat(found.address().toString()).isEqualTo(client.equals("unknown") ? "0.0.0.0" : client);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            for=192.0.2.1                                              | 192.0.2.1   | ''       |
            for=192.0.2.1;proto=https;by=203.0.113.43                  | 192.0.2.1   | ''       | https
            For="[2001:db8:cafe::17]:4711";Proto="HTTP"                | 2001:db8:cafe::17 | '' | http
            for=198.51.100.7, for=192.0.2.1;proto=https, for=10.0.0.2;proto=http | 192.0.2.1 | 10.0.0.2 | https
            for=", for=192.0.2.1                                       | 192.0.2.1   | ''       |
            for="1,2"x, for="192.0.2.1"                                | 192.0.2.1   | ''       |
            for=unknown                                                | unknown     | ''       |
            for=_gazonk;proto=https                                    | unknown     | ''       | https
            for=192.0.2.1;for=192.0.2.2                                | unknown     | ''       |
            for="192.0.2.1\\"                                           | unknown     | ''       |
            proto=https                                                | unknown     | ''       | https
            for=192.0.2.1;proto=gopher                                 | 192.0.2.1   | ''       |
            192.0.2.1                                                  | unknown     | ''       |
            """)
    void readsTheStandardField(String field, String client, String via, String scheme) {
        ForwardedClient found = ForwardedFields.forwarded(TRUSTED, List.of(field));

        assertThat(found.text()).isEqualTo(client);
        assertThat(found.via()).isEqualTo(via);
        assertThat(found.scheme()).isEqualTo(scheme);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https        | https
            HTTP         | http
            http, https  | https
            ftp          |
            https, a, b  |
            """)
    void takesTheSchemeThatBelongsToTheClient(String protos, String scheme) {
        ForwardedClient found =
                ForwardedFields.xForwardedFor(TRUSTED, List.of("198.51.100.7", "192.0.2.1"), List.of(protos));

        assertThat(found.text()).isEqualTo("192.0.2.1");
        assertThat(found.scheme()).isEqualTo(scheme);
    }

    @Test
    void leavesAPeerAloneThatNamesNobody() {
        assertThat(ForwardedFields.xForwardedFor(TRUSTED, List.of(), List.of("https")))
                .isNull();
        assertThat(ForwardedFields.xForwardedFor(TRUSTED, List.of(" ,, "), List.of()))
                .isNull();
        assertThat(ForwardedFields.forwarded(TRUSTED, List.of())).isNull();
    }

    @Test
    void stopsAfterSoManyProxies() {
        ForwardedClient found =
                ForwardedFields.xForwardedFor(TRUSTED, List.of("192.0.2.1" + ", 10.0.0.1".repeat(5_000)), List.of());

        assertThat(found.text()).isEqualTo("10.0.0.1");
        assertThat(found.via().split(", ")).hasSize(31);
        assertThat(found.chain().split(", ")).hasSize(32);
    }
}
