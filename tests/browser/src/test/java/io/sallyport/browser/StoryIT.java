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

/** An operator's day, by the page alone. */
@InChromium
class StoryIT {
    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    @BeforeEach
    void start() {
        suite = BusySuite.start(folder);
        suite.traffic().visitors(6).ofTheCanary(9).goingOut(3);
    }

    private static Locator text(Tab tab) {
        return tab.the(AriaRole.TEXTBOX, "Text of the policy");
    }

    @Test
    void fromAnErrorInTheRecordsToAPolicyThatIsRolledBack(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT)) {
            // Something fails: which server is it?
            tab.open("#/logs?where=status%3D500&since=1h");
            tab.the(AriaRole.TABLE, "Records").locator("tbody tr").first().click();
            tab.page().locator("aside.drawer a[href^='#/servers/']").first().click();
            tab.arrivesAt("#/servers/.*").shows("Last errors");
            assertThat(tab.page().locator("h1")).containsText(suite.shop("1.6").authority());

            // It is the version on trial: away with it.
            tab.open("#/canaries").press("Roll back");
            tab.fill("Note", "it fails").inDialog("Roll back").shows("The canary of shop: rolled back");

            // What it has left in the cache, too.
            tab.open("#/cache").fill("What", "http://shop.example/products").press("Purge …");
            tab.inDialog("Purge").shows("carried out by 2 instances");

            // Somebody cannot reach a site.
            tab.open("#/policy/explain");
            assertThat(tab.page().locator("h1")).hasText("Policy");
            tab.fill("URL", "http://ads.test/banner").press("Explain").shows("is refused");
            tab.press("Unlock it for a while").inDialog("Unlock").shows("is passed over");

            // A rule too much, and its end.
            tab.open("#/revisions/edit");
            text(tab).fill(text(tab).inputValue().replace("default: allow", "default: block"));
            tab.press("Put in force …").inDialog("Put in force").arrivesAt("#/revisions/2");
            tab.open("#/revisions").press("Roll back").inDialog("Roll back").shows("Revision 3 is in force.");
        }
        assertThat(suite.api().get("/v1/canaries/shop").getString("phase")).isEqualTo("rolled-back");
        assertThat(suite.api().get("/v1/revisions").getInteger("inForce")).isEqualTo(3);
        assertThat(suite.api().get("/v1/policies").getString("text")).contains("default: allow");
    }

    @Test
    void takesACanaryBackWithoutAMouse(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("")) {
            assertThat(tab.page().locator("h1")).hasText("Overview");
            tab.keys("g", "s").arrivesAt("#/servers");
            assertThat(tab.page().locator("h1")).hasText("Servers");
            assertThat(tab.page().locator("main tbody tr")).hasCount(5);
            tab.keys("/").page().keyboard().type("1.6");
            assertThat(tab.page().locator("main tbody tr")).hasCount(1);
            tab.tabTo("tr").keys("Enter").arrivesAt("#/servers/shop.*").shows("Last errors");

            tab.keys("Control+k").page().keyboard().type("canar");
            tab.keys("Enter").arrivesAt("#/canaries").shows("a new canary: 1.6");
            tab.tabTo("button:has-text('Roll back')").keys("Enter").shows("Roll back the canary of shop?");
            tab.page().keyboard().type("by hand");
            tab.keys("Enter").shows("rolled back, 0 %");
            tab.keys("?").shows("Shortcuts").keys("Escape");
            assertThat(tab.page().locator("dialog[open]")).hasCount(0);
        }
        assertThat(suite.api().get("/v1/canaries/shop").getString("phase")).isEqualTo("rolled-back");
    }
}
