package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one can change by the page: what is asked before, what has become of it, and what happens when somebody was faster. */
@InChromium
class OrdersIT {
    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    @BeforeEach
    void start() {
        suite = BusySuite.start(folder);
    }

    @Test
    void freezesResumesAndRollsACanaryBack(Chromium chromium) {
        suite.traffic().ofTheCanary(3);
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/canaries")) {
            tab.shows("a new canary: 1.6");
            tab.press("Freeze");
            tab.fill("Note", "a closer look").inDialog("Freeze");
            tab.shows("a closer look");
            tab.press("Resume").inDialog("Resume");
            assertThat(tab.page().locator(".canary .badge", tab.withText("running")))
                    .isVisible();
            tab.press("Roll back").inDialog("Roll back");
            assertThat(tab.page().locator(".canary .badge", tab.withText("rolled back")))
                    .isVisible();
            tab.press("Restart").inDialog("Restart");
            assertThat(tab.page().locator(".canary .badge", tab.withText("running")))
                    .isVisible();
        }
        assertThat(suite.api().get("/v1/canaries/shop").getString("phase")).isEqualTo("running");
    }

    @Test
    void givesACanaryAnotherWeight(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/canaries")) {
            tab.press("Weight").fill("Weight", "40").inDialog("Set the weight");
            assertThat(tab.the(AriaRole.METER, "Weight")).hasAttribute("aria-valuenow", "40");
        }
    }

    @Test
    void doesNothingToACanaryThatHasMovedSinceItWasLookedAt(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).expecting(412, "/v1/canaries/shop/promote")) {
            tab.open("#/canaries").press("Promote");
            suite.api().post("/v1/canaries/shop/freeze", "{\"note\": \"by somebody else\"}");
            tab.inDialog("Promote").shows("the canary has changed since");
            tab.press("Cancel").shows("by somebody else");
        }
        assertThat(suite.api().get("/v1/canaries/shop").getString("phase")).isEqualTo("frozen");
    }

    @Test
    void looksUpAUrlAndPurgesIt(Chromium chromium) {
        suite.traffic().visitors(3);
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/cache")) {
            tab.fill("URL", "http://shop.example/products").press("Look up");
            tab.shows("cache-tag: goods");
            tab.shows("because of max-age");

            tab.press("Purge this URL").inDialog("Purge");
            tab.shows("carried out by 2 instances");
            tab.shows("a soft purge");
            assertThat(tab.the(AriaRole.TABLE, "Recent purges")).containsText("http://shop.example/products");
        }
    }

    @Test
    void purgesAGroupForGood(Chromium chromium) {
        suite.traffic().visitors(3);
        try (Tab tab = suite.tab(chromium, Screen.LIGHT)) {
            tab.open("#/cache?url=http%3A%2F%2Fshop.example%2Fproducts").shows("cache-tag: goods");
            tab.choose("Group").fill("What", "goods");
            tab.the(AriaRole.CHECKBOX, "Soft").uncheck();
            tab.press("Purge …").inDialog("Purge").shows("Purged group goods");
            tab.press("Look up").shows("Nothing is stored of this URL.");
        }
    }

    @Test
    void tellsWhatRulesOnTrialWouldHaveDoneAndEnforcesOne(Chromium chromium) {
        suite.traffic().goingOut(6);
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/policy")) {
            Locator rule = tab.rowOf(tab.the(AriaRole.TABLE, "Rules"), "no-games");
            assertThat(rule).containsText("report");
            assertThat(rule).containsText("2 block");

            rule.getByText("no-games").click();
            tab.shows("What it would have done");
            tab.press("Enforce it").fill("Note", "long enough").inDialog("Enforce it");
            tab.shows("Revision 2 is in force.");
            assertThat(rule.locator(".badge.warn")).hasCount(0);
        }
        assertThat(suite.traffic().forwardToOutside("/play")).isEqualTo(404);
    }

    @Test
    void explainsWhyASiteIsBlockedAndUnlocksIt(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/policy/explain")) {
            tab.fill("URL", "http://www.ads.test/banner").press("Explain");
            tab.shows("is refused").shows("0.0.0.0 ads.test").shows("an advertisement");

            tab.press("Unlock it for a while")
                    .fill("Note", "for the shop window")
                    .inDialog("Unlock");
            tab.shows("is passed over: unlocked by");
            tab.the(AriaRole.TAB, "Unlocks").click();
            tab.shows("for the shop window");
            tab.press("End").inDialog("End it").shows("Nothing is unlocked.");
        }
        assertThat(suite.api().get("/v1/unlocks").getJsonArray("unlocks")).isEmpty();
    }

    @Test
    void findsTheListThatNamesASite(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/policy/lists")) {
            tab.page().locator("input[name=host]").fill("cdn.tracker.test");
            tab.press("Find").shows("0.0.0.0 tracker.test");
            tab.page().locator("input[name=host]").fill("good.test");
            tab.press("Find").shows("No list names");
        }
    }
}
