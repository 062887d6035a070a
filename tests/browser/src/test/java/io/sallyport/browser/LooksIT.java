package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every view on every screen: there is something in it, and nothing lies beyond the sides. Pictures are left for people. */
@InChromium
class LooksIT {
    @TempDir
    private static Path folder;

    @AutoClose
    private static BusySuite suite;

    /** By the name of the picture. */
    private static final Map<String, String> VIEWS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        suite = BusySuite.start(folder);
        suite.traffic().visitors(40).ofTheCanary(15).goingOut(12);
        suite.api().post("/v1/policies/rules/no-games/promote?note=long+enough", "");
        suite.api()
                .post(
                        "/v1/unlocks",
                        "{\"site\": \"ads.test\", \"for\": \"30m\", \"client\": \"10.0.0.7\", \"note\": \"homework\"}");
        suite.api().post("/v1/cache/purge", "{\"prefix\": \"http://shop.example/api/\"}");
        VIEWS.put("overview", "#/overview");
        VIEWS.put("logs", "#/logs");
        VIEWS.put("servers", "#/servers");
        VIEWS.put("server", "#/servers/shop%40" + suite.shop("1.6").authority().replace(":", "%3A"));
        VIEWS.put("routes", "#/routes?url=http%3A%2F%2Fshop.example%2Fapi%2Fitems");
        VIEWS.put("canaries", "#/canaries");
        VIEWS.put("cache", "#/cache?url=http%3A%2F%2Fshop.example%2Fproducts");
        VIEWS.put("policy", "#/policy");
        VIEWS.put("explain", "#/policy/explain?url=http%3A%2F%2Fwww.ads.test%2F");
        VIEWS.put("lists", "#/policy/lists?host=www.ads.test");
        VIEWS.put("unlocks", "#/policy/unlocks");
        VIEWS.put("revisions", "#/revisions");
        VIEWS.put("revision", "#/revisions/2");
        VIEWS.put("edit", "#/revisions/edit");
        VIEWS.put("alarms", "#/alarms");
        VIEWS.put("audit", "#/audit");
    }

    @ParameterizedTest
    @EnumSource
    void fitsTheScreen(Screen screen, Chromium chromium) {
        try (Tab tab = suite.tab(chromium, screen)) {
            VIEWS.forEach((name, view) -> {
                tab.open(view);
                Locator main = tab.page().locator("main[data-view=" + view.replaceFirst("#/(\\w+).*", "$1") + "]");
                assertThat(main.locator("h1")).not().isEmpty();
                assertThat(main.locator(".loading")).hasCount(0);
                assertThat(main.locator(".failure")).hasCount(0);
                tab.fitsItsWidth().screenshot(name);
            });
        }
    }
}
