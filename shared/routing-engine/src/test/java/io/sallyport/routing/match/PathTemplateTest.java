package io.sallyport.routing.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "/users/{id},            /users/5,         true",
        "/users/{id},            /users/5/,        false",
        "/users/{id},            /users/,          false",
        "/users/{id},            /users,           false",
        "/users/{id},            /users/a%2Fb,     true",
        "/users/{id}/orders,     /users/5/orders,  true",
        "/users/{id}/orders,     /users//orders,   false",
        "/users/{id}/orders,     /users/5/order,   false",
        "/files/{rest*},         /files,           false",
        "/files/{rest*},         /files/,          true",
        "/files/{rest*},         /files/a/b/c,     true",
        "/{a}/{rest*},           /x/,              true",
        "/{a}/{rest*},           //,               false",
        "/{a}/,                  /x/,              true",
        "/{a},                   *,                false",
    })
    void comparesSegmentBySegment(String template, String path, boolean matches) {
        assertThat(PathTemplate.parse(template).matches(path)).isEqualTo(matches);
    }

    @Test
    void capturesWhatTheClientWrote() {
        PathTemplate template = PathTemplate.parse("/users/{id}/files/{rest*}");

        assertThat(template.capture("id", "/users/a%2fb/files/x/y")).isEqualTo("a%2fb");
        assertThat(template.capture("rest", "/users/5/files/x/y/")).isEqualTo("x/y/");
        assertThat(template.capture("rest", "/users/5/files/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/plain",
                "users/{id}",
                "/{id}/{id}",
                "/{}",
                "/{*}",
                "/{a*}/b",
                "/x{id}",
                "/{id}x",
                "/{a-b}",
                "/{a",
                "/a}",
                "/{a}{b}"
            })
    void refusesWhatIsNoTemplate(String text) {
        assertThat(PathTemplate.parse(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/{x}/b,        /a/b,          EXACT,    true",
        "/{x}/b,        /a/c,          EXACT,    false",
        "/{x},          /{y},          TEMPLATE, true",
        "/{x},          /a,            TEMPLATE, false",
        "/{x}/{y},      /a/{z},        TEMPLATE, true",
        "/a/{z},        /{x}/{y},      TEMPLATE, false",
        "/a/{r*},       /a/{x}/{s*},   TEMPLATE, true",
        "/a/{r*},       /a/{x},        TEMPLATE, true",
        "/a/{x},        /a/{r*},       TEMPLATE, false",
        "/a/{x}/{s*},   /a/{r*},       TEMPLATE, false",
    })
    void knowsWhatItCovers(String template, String other, PathPattern.Kind kind, boolean covers) {
        PathPattern pattern = kind == PathPattern.Kind.EXACT ? new PathPattern.Exact(other) : PathTemplate.parse(other);

        if (pattern != null) {
            assertThat(PathTemplate.parse(template).covers(pattern)).isEqualTo(covers);
        }
    }
}
