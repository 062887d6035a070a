package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of strangers, who hope that an operator's browser takes them for markup: they must be read as what they are. */
@InChromium
class HostileIT {
    private static final String IMAGE = "<img/src=x/onerror=alert(1)>";
    private static final String SCRIPT = "<script>alert(2)</script>";
    private static final String LINK = "javascript:alert(3)";

    @TempDir
    private static Path folder;

    @AutoClose
    private static BusySuite suite;

    @BeforeAll
    static void start() {
        suite = BusySuite.start(folder);
        Traffic traffic = suite.traffic();
        traffic.shop(1, "/a?" + IMAGE.replace("/", "%2F"), "User-Agent: " + SCRIPT);
        traffic.shop(2, "/" + LINK, "User-Agent: " + IMAGE, "X-Version: " + SCRIPT);
        traffic.shop(3, "/%3Cimg%20src=x%20onerror=alert(4)%3E", "User-Agent: \"><svg onload=alert(5)>");
    }

    /** That nothing of it has become an element, or a link that does something. */
    private static void isText(Tab tab) {
        assertThat(tab.page().locator("img[onerror], svg[onload], #app script, a[href^='javascript' i]"))
                .hasCount(0);
    }

    @Test
    void showsRecordsAsText(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/logs?since=1h")) {
            tab.the(AriaRole.TABLE, "Records").locator("tbody tr").first().click();
            tab.page().locator("aside.drawer").waitFor();
            isText(tab);
        }
    }

    @Test
    void showsNotesOfOthersAsText(Chromium chromium) {
        suite.api().post("/v1/canaries/shop/freeze", "{\"note\": \"" + IMAGE + "\"}");
        suite.api()
                .post(
                        "/v1/unlocks",
                        "{\"site\": \"x.test\", \"for\": \"1h\", \"user\": \"" + SCRIPT + "\", \"note\": \"" + IMAGE
                                + "\"}");
        suite.api()
                .post(
                        "/v1/policies/rules/no-games/promote?author=%3Cb%3Eann&note="
                                + "%3Cimg/src=x/onerror=alert(1)%3E",
                        "");
        try (Tab tab = suite.tab(chromium, Screen.LIGHT)) {
            for (String view : List.of("#/canaries", "#/policy/unlocks", "#/revisions", "#/audit")) {
                tab.open(view).shows(IMAGE);
                isText(tab);
            }
        }
    }

    @Test
    void showsWhatStandsInTheAddressAsText(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT)
                .expecting(404, "/v1/servers/")
                .expecting(400, "/v1/")
                .expecting(404, "/v1/revisions/")) {
            String hostile = "%3Cimg%20src%3Dx%20onerror%3Dalert(6)%3E";
            for (String view : List.of(
                    "#/servers/" + hostile,
                    "#/servers?q=" + hostile,
                    "#/routes?url=" + hostile,
                    "#/cache?url=" + LINK,
                    "#/policy/explain?url=http://" + hostile,
                    "#/policy/lists?host=" + hostile,
                    "#/revisions/" + hostile,
                    "#/logs?where=" + hostile,
                    "#/" + hostile)) {
                tab.open(view);
                assertThat(tab.page().locator("main h1").first()).isVisible();
                isText(tab);
            }
        }
    }

    @Test
    void cannotBeFramedAndRunsNothingInline(Chromium chromium) {
        Tab tab = suite.tab(chromium, Screen.LIGHT);
        Response answer = tab.page().navigate(suite.admin() + "/ui/");

        assertThat(answer.headers().get("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        tab.page().locator("h1").waitFor();
        assertThat(tab.page().locator("script:not([src]), [onclick], [onerror], [onload]"))
                .hasCount(0);
        Object ran = tab.page()
                .evaluate("() => { const one = document.createElement('script');"
                        + " try { one.text = 'window.ran = 1'; document.head.append(one); } catch { return false; }"
                        + " return window.ran === 1; }");
        assertThat(ran).isEqualTo(false);
        // The browser reports what has just been tried, and nothing else.
        assertThatThrownBy(tab::close).isInstanceOf(AssertionError.class).hasMessageContaining("TrustedScript");
    }
}
