package io.sallyport.routing.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.routing.match.PathPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {
    private static PathPattern prefix(String path) {
        return PathPattern.of(new MatchDocument(null, path));
    }

    private static PathPattern template(String template) {
        return PathPattern.of(new MatchDocument(null, null, null, template, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "/api,      /v2,    /api,          /v2",
        "/api,      /v2,    /api/,         /v2/",
        "/api,      /v2,    /api/a?b=c,    /v2/a?b=c",
        "/api,      /v2/,   /api/a,        /v2/a",
        "/api,      /v2/,   /api,          /v2/",
        "/api,      /,      /api,          /",
        "/api,      /,      /api/a/b,      /a/b",
        "/api,      /,      /api//evil/b,  /evil/b",
        "/api,      /v2,    /%61pi/%61,    /v2/%61",
        "/,         /v2,    /a,            /v2/a",
        "/a/b,      /c,     /a/b/d?,       /c/d?",
        "/,         /v2,    *,             *",
    })
    void putsAnotherPrefixInThePlaceOfTheOneMatched(String prefix, String path, String asked, String sent) {
        assertThat(PathRewrite.of(path, prefix(prefix)).target(RedirectAnswerTest.request("a.test", asked)))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/{id}/{rest*}, /people/{id}/x/{rest}, /users/5/a/b?q, /people/5/x/a/b?q",
        "/users/{id}/{rest*}, /{host}{path},         /users/5/,      /a.test/users/5/",
        "/users/{id},         /{id}{id},             /users/%2e%2e%2e, /%2e%2e%2e%2e%2e%2e",
        "/x/{rest*},          /{rest},               /x///evil,      /evil",
    })
    void fillsATemplateIn(String template, String path, String asked, String sent) {
        assertThat(PathRewrite.of(path, template(template)).target(RedirectAnswerTest.request("a.test", asked)))
                .isEqualTo(sent);
    }

    @Test
    void givesUpOnWhatClimbsAboveTheRoot() {
        PathRewrite rewrite = PathRewrite.of("/..{rest}", template("/a/{rest*}"));

        assertThat(rewrite.target(RedirectAnswerTest.request("a.test", "/a/b"))).isEqualTo("/..b");
        assertThat(rewrite.target(RedirectAnswerTest.request("a.test", "/a/"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/a,   v2",
        "/a,   /v2?x",
        "/a,   /v2/{id}",
        "/a,   /v2{query}",
        "/a,   /v2#x",
    })
    void refusesAPrefixThatIsNoPath(String prefix, String path) {
        assertThatThrownBy(() -> PathRewrite.of(path, prefix(prefix))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"/{other}", "/../{id}", "/{id", "/{scheme}/x", "/{id}{query}"})
    void refusesATemplateThatCannotBeFilledIn(String path) {
        assertThatThrownBy(() -> PathRewrite.of(path, template("/{id}"))).isInstanceOf(IllegalArgumentException.class);
    }
}
