package io.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the page puts filters together and takes them apart, and how it reads a stream of events. */
@InChromium
class FilterTextIT {
    private static final String LANGUAGE = "views/logs/language.js";

    @AutoClose
    private final ScriptedOrigin site = ScriptedOrigin.start(Answer.text("", "Content-Type: text/html"));

    private Object ask(Chromium chromium, String file, String expression) throws IOException {
        try (InputStream in = FilterTextIT.class.getResourceAsStream("/ui/" + file)) {
            site.on(
                    "/ui/module.js",
                    Answer.text(
                            new String(in.readAllBytes(), StandardCharsets.UTF_8), "Content-Type: text/javascript"));
        }
        try (Tab tab = chromium.tab(Screen.LIGHT, site.url("")).open("")) {
            return tab.page()
                    .evaluate(
                            "async () => { const module = await import('/ui/module.js'); return " + expression + "; }");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            shop                | shop
            127.0.0.1:8080      | 127.0.0.1:8080
            HTTP/1.1            | HTTP/1.1
            two words           | "two words"
            say "hi"            | "say \\"hi\\""
            back\\slash         | "back\\\\slash"
            star*               | "star\\*"
            and                 | "and"
            a,b                 | "a,b"
            (x)                 | "(x)"
            ``                  | ""
            <b>                 | "<b>"
            """)
    void quotesWhatNeedsIt(String value, String text, Chromium chromium) throws IOException {
        assertThat(ask(chromium, LANGUAGE, "module.quoted(" + literal(value) + ")"))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a=1                             | a=1
            a=1 and b=2                     | a=1 # b=2
            a=1 AND (b=2 or c=3) and not d=4| a=1 # (b=2 or c=3) # not d=4
            a="x and y" and b=2             | a="x and y" # b=2
            a="\\" and " and b=2            | a="\\" and " # b=2
            a=1 or b=2                      | -
            (a=1 or b=2)                    | (a=1 or b=2)
            a=band and b=orange             | a=band # b=orange
            not(a=1) and(b=2)               | not(a=1) # (b=2)
            """)
    void takesAConjunctionApart(String filter, String terms, Chromium chromium) throws IOException {
        assertThat(ask(chromium, LANGUAGE, "module.terms(" + literal(filter) + ")?.join(' # ') ?? '-'"))
                .isEqualTo(terms);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``              | b=2 | b=2
            a=1             | b=2 | a=1 and b=2
            a=1 or c=3      | b=2 | (a=1 or c=3) and b=2
            a=1 and b=2     | b=2 | a=1 and b=2
            """)
    void narrowsAFilter(String filter, String more, String text, Chromium chromium) throws IOException {
        assertThat(ask(chromium, LANGUAGE, "module.narrowed(" + literal(filter) + ", " + literal(more) + ")"))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sta                     | field sta
            ``                      | field
            status>=500 and clu     | field clu
            status>=500 a           | join a
            not sta                 | field sta
            (sta                    | field sta
            cluster=sh              | value cluster sh
            cluster = sh            | value cluster sh
            cluster="sh             | value cluster sh
            path~"two wor           | -
            """)
    void knowsWhatTheCursorIsIn(String before, String found, Chromium chromium) throws IOException {
        String expression =
                "(({kind, field = '', text} = {}) => [kind ?? '-', field, text].filter(Boolean).join(' '))(module.atCursor(%1$s, %1$s.length) ?? undefined)";
        assertThat(ask(chromium, LANGUAGE, expression.formatted(literal(before))))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            event: record\\ndata: {"a":1}\\n\\n                      | record={"a":1}
            : still here\\n\\ndata: x\\n\\n                           | message=x
            event: gap\\r\\ndata: 1\\r\\n\\r\\ndata: 2\\r\\n\\r\\n      | gap=1 message=2
            data: one\\ndata: two\\n\\n                              | message=one/two
            event: record\\ndata: cut off                            | ``
            """)
    void readsEventsHoweverTheyAreCut(String stream, String events, Chromium chromium) throws IOException {
        String expression = "[1, 2, 3, 7, 1000].map((size) => { const found = []; "
                + "const take = module.eventDecoder((name, data) => found.push(name + '=' + data.replace('\\n', '/')));"
                + " const text = \"" + stream.replace("\"", "\\\"") + "\";"
                + " for (let at = 0; at < text.length; at += size) take(text.slice(at, at + size)); return found.join(' '); }).join(' & ')";
        assertThat(ask(chromium, "api/events.js", expression))
                .isEqualTo(String.join(" & ", Collections.nCopies(5, events)));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
