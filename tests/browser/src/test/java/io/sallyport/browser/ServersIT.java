package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one can learn of servers and routes from the page. */
@InChromium
class ServersIT {
    @TempDir
    private static Path folder;

    @AutoClose
    private static BusySuite suite;

    @BeforeAll
    static void start() {
        suite = BusySuite.start(folder);
        suite.traffic().visitors(30).ofTheCanary(12);
    }

    @Test
    void listsEveryServerWithItsVersionAndItsErrors(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/servers")) {
            Locator table = tab.the(AriaRole.TABLE, "Servers");

            assertThat(tab.rowOf(table, suite.shop("1.1").authority())).containsText("1.1");
            Locator bad = tab.rowOf(table, suite.shop("1.6").authority());
            assertThat(bad).containsText("healthy");
            assertThat(bad).containsText("1.6");
            assertThat(bad).containsText("%");
            assertThat(tab.rowOf(table, "127.0.0.1:9")).containsText("unhealthy");
        }
    }

    @Test
    void narrowsTheListByWordsAndKeepsThemInTheAddress(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/servers")) {
            Locator rows = tab.page().locator("main tbody tr");
            assertThat(rows).hasCount(5);

            tab.page().keyboard().press("/");
            tab.page().keyboard().type("shop 1.5");
            assertThat(rows).hasCount(2);
            tab.arrivesAt("#/servers\\?q=shop(\\+|%20)1\\.5");

            tab.page().reload();
            assertThat(rows).hasCount(2);
        }
    }

    @Test
    void tellsWhyAServerIsHowItIs(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/servers")) {
            tab.the(AriaRole.LINK, "127.0.0.1:9").click();
            tab.arrivesAt("#/servers/stock%40127\\.0\\.0\\.1%3A9");
            tab.shows("connection refused");
        }
    }

    @Test
    void leadsFromAServersErrorToItsRecord(Chromium chromium) {
        String server = "shop%40" + suite.shop("1.6").authority().replace(":", "%3A");
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/servers/" + server)) {
            tab.shows("the first that was seen");
            tab.shows("7c9e16");
            tab.the(AriaRole.TABLE, "Last errors").locator("tbody tr").first().click();
            tab.arrivesAt("#/logs\\?where=.*");
        }
    }

    @Test
    void saysThatThereIsNoSuchServer(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).expecting(404, "/v1/servers/")) {
            tab.open("#/servers/shop%40192.0.2.1%3A1").shows("There is no such server");
        }
    }

    @Test
    void triesWhichRouteWouldTakeARequestAndWhyNoOther(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/routes")) {
            tab.fill("URL", "http://shop.example/stock/7").press("Try");
            tab.shows("Route stock sends it to cluster stock");
            tab.shows("does not fit: path");
            tab.arrivesAt("#/routes\\?url=.*stock.*");

            tab.the(AriaRole.TABLE, "Routes").locator("tbody tr").last().click();
            tab.shows("field X-Version");
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("aside.drawer")).hasCount(0);
        }
    }

    @Test
    void saysWhatIsWrongWithATriedRequest(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).expecting(400, "/v1/routes/match")) {
            tab.open("#/routes").fill("URL", "no url at all").press("Try");
            assertThat(tab.the(AriaRole.ALERT, "").filter(new Locator.FilterOptions().setHasText("url")))
                    .isVisible();
        }
    }
}
