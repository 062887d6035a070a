package io.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a tab does not close in peace over a page with something wrong: or else no other test here means anything. */
@InChromium
class TroublesIT {
    private static final String PAGE = "Content-Type: text/html";

    @AutoClose
    private final ScriptedOrigin site = ScriptedOrigin.start(Answer.status("404 Not Found", "nothing"));

    @BeforeEach
    void serve() {
        site.on("/favicon.ico", Answer.text(""));
        site.on("/ui/later.js", Answer.text("document.body.append('later')", "Content-Type: text/javascript"));
    }

    private Tab show(Chromium chromium, String body, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = PAGE;
        System.arraycopy(fields, 0, all, 1, fields.length);
        site.on("/ui/", Answer.text("<!doctype html><body>" + body + "<script src='later.js'></script>", all));
        return chromium.tab(Screen.LIGHT, site.url("")).open("").shows("later");
    }

    @Test
    void leavesAGoodPageInPeace(Chromium chromium) {
        try (Tab tab = show(chromium, "<p>hello", "Content-Security-Policy: default-src 'self'")) {
            tab.shows("hello").fitsItsWidth();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <script>console.error('ouch')</script>        | console: ouch
            <script>console.warn('hm')</script>           | console: hm
            <script>throw new Error('thrown')</script>    | uncaught: Error: thrown
            <script>Promise.reject(Error('left'))</script>| uncaught: Error: left
            <script>alert('boo')</script>                 | a dialog of the browser: boo
            <img src="/nowhere.png">                      | answered: 404 GET
            <img src="http://127.0.0.1:9/x.png">          | failed: GET http://127.0.0.1:9/x.png
            """)
    void noticesWhatGoesWrong(String body, String trouble, Chromium chromium) {
        Tab tab = show(chromium, body);

        assertThatThrownBy(tab::close).isInstanceOf(AssertionError.class).hasMessageContaining(trouble);
    }

    @Test
    void noticesWhatTheSecurityPolicyForbids(Chromium chromium) {
        Tab tab = show(chromium, "<p style='color: red'>hello", "Content-Security-Policy: default-src 'self'");

        assertThatThrownBy(tab::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("content security policy: style-src-attr inline");
    }

    @Test
    void takesAnAnnouncedAnswerForNoTrouble(Chromium chromium) {
        try (Tab tab = chromium.tab(Screen.LIGHT, site.url("")).expecting(404, "/nowhere.png")) {
            site.on("/ui/", Answer.text("<!doctype html><img src='/nowhere.png'><p>hello", PAGE));
            tab.open("").shows("hello");
        }
    }

    @Test
    void noticesWhatIsWiderThanTheScreen(Chromium chromium) {
        try (Tab tab = chromium.tab(Screen.PHONE, site.url(""))) {
            site.on(
                    "/ui/",
                    Answer.text(
                            "<!doctype html><meta name=viewport content='width=device-width'>"
                                    + "<hr width=2000><p>hello",
                            PAGE));
            tab.open("").shows("hello");
            assertThatThrownBy(tab::fitsItsWidth).hasMessageContaining("pixels beyond the side");
        }
    }
}
