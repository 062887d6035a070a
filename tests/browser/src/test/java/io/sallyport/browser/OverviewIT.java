package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What somebody sees who only looks: the overview, the alarms, and who has changed what. */
@InChromium
class OverviewIT {
    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    @BeforeEach
    void start() {
        suite = BusySuite.start(folder);
    }

    private static Locator tile(Tab tab, String label) {
        return tab.page().locator(".tile", new Page.LocatorOptions().setHasText(label));
    }

    @Test
    void saysWhatToTryWhileThereIsNothing(Chromium chromium) {
        try (Tab tab = chromium.tab(Screen.LIGHT, suite.admin())) {
            // A suite that starts has already asked itself: what it tells before that is put in its place.
            tab.page()
                    .route(
                            Pattern.compile(".*/v1/logs/stats.*"),
                            asked -> asked.fulfill(new Route.FulfillOptions()
                                    .setContentType("application/json")
                                    .setBody("{\"groups\": [], \"kept\": 0}")));
            tab.open("#/overview");
            tab.shows("No request has come yet")
                    .shows("curl -i http://127.0.0.1:8080/")
                    .screenshot("first-run");
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void drawsWhatHappens(Screen screen, Chromium chromium) {
        suite.traffic().visitors(20).ofTheCanary(9).goingOut(6);
        try (Tab tab = chromium.tab(screen, suite.admin()).open("#/overview")) {
            assertThat(tile(tab, "Blocked").locator(".tile-value")).not().hasText("0");
            assertThat(tile(tab, "Services")).containsText("5 of 5");
            assertThat(tab.page().locator(".plot canvas")).hasCount(4);
            // The steps that are over make the picture: the newest five seconds are not among them.
            tab.page().waitForCondition(() -> painted(tab) == 4);
            assertThat(tab.the(AriaRole.LINK, "ads.test")).isVisible();
            tab.fitsItsWidth().screenshot("overview");
        }
    }

    /** On how many charts something is painted. */
    private static int painted(Tab tab) {
        return ((Number) tab.page().evaluate("""
                () => [...document.querySelectorAll('.plot canvas')].filter((canvas) => {
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  return data.some((value, at) => at % 4 === 3 && value > 0);
                }).length""")).intValue();
    }

    @Test
    void leadsFromANameToItsRecords(Chromium chromium) {
        suite.traffic().goingOut(4);
        try (Tab tab = chromium.tab(Screen.LIGHT, suite.admin()).open("#/overview")) {
            tab.choose("1 h");
            tab.arrivesAt("#/overview\\?range=1h");
            tab.the(AriaRole.LINK, "ads.test").click();
            tab.arrivesAt("#/logs\\?where=authority%3Dads.test.*");
            assertThat(tab.page().locator("tbody tr").first()).containsText("ads.test");
        }
    }

    @Test
    void tellsWhatNeedsSomebody(Chromium chromium) {
        try (Tab tab = chromium.tab(Screen.DARK, suite.admin()).open("#/alarms")) {
            assertThat(tab.page().locator("tbody tr").first()).containsText("stock");
            tab.screenshot("alarms");
        }
    }

    @Test
    void tellsWhoHasChangedWhat(Chromium chromium) {
        URI admin = URI.create(suite.admin());
        try (RawClient client = RawClient.connect(admin.getPort())) {
            String body = "{\"prefix\": \"http://shop.example/\"}";
            client.send(Requests.withBody("POST", "/v1/cache/purge", body, "Host: " + admin.getAuthority()));
            assertThat(client.readResponse("POST").status()).isBetween(200, 202);
        }
        try (Tab tab = chromium.tab(Screen.LIGHT, suite.admin()).open("#/audit")) {
            Locator row =
                    tab.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText("/v1/cache/purge"));
            tab.page().waitForCondition(() -> {
                if (row.count() == 0) {
                    tab.page().reload();
                    tab.page().waitForTimeout(300);
                }
                return row.count() > 0;
            });
            row.first().click();
            // The row behind the drawer has the same text, and no room for it.
            assertThat(tab.page().locator("aside.drawer")).containsText("What was sent");
            assertThat(tab.page().locator("aside.drawer")).containsText("http://shop.example/");
            tab.screenshot("audit");
        }
    }
}
