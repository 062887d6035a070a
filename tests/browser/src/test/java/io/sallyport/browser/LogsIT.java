package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records in the browser: found, narrowed, followed, taken away; and what strangers write stays text. */
@InChromium
class LogsIT {
    private static final int MORE_THAN_A_PAGE = 60;

    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    @BeforeEach
    void start() {
        suite = BusySuite.start(folder);
    }

    private static Locator rows(Tab tab) {
        return tab.page().locator("tbody tr");
    }

    private static Locator box(Tab tab) {
        return tab.the(AriaRole.COMBOBOX, "Filter");
    }

    /** Records arrive a moment after their requests: looks again until there is one of them. A live view shows them itself. */
    private Tab with(Chromium chromium, Screen screen, String view) {
        suite.traffic().visitors(3).goingOut(2);
        Tab tab = chromium.tab(screen, suite.admin()).open(view);
        assertThat(tab.the(AriaRole.HEADING, "Logs")).isVisible();
        tab.page().waitForCondition(() -> {
            if (rows(tab).count() == 0 && !view.contains("live=1")) {
                tab.press("Search");
                tab.page().waitForTimeout(200);
            }
            return rows(tab).count() > 0;
        });
        return tab;
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void showsRecords(Screen screen, Chromium chromium) {
        try (Tab tab = with(chromium, screen, "#/logs")) {
            tab.shows("kept").shows("/products").fitsItsWidth().screenshot("logs");
        }
    }

    @Test
    void bringsTheNextPageAsOneScrolls(Chromium chromium) {
        suite.traffic().visitors(MORE_THAN_A_PAGE);
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs")) {
            tab.page().waitForCondition(() -> {
                tab.page().mouse().wheel(0, 4000);
                tab.page().waitForTimeout(50);
                return rows(tab).count() > 110;
            });
            tab.shows("That is all.");
        }
    }

    @Test
    void narrowsByTheValueThatIsClicked(Chromium chromium) {
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs")) {
            rows(tab)
                    .locator("button.cell", new Locator.LocatorOptions().setHasText("ads.test"))
                    .first()
                    .click();
            tab.arrivesAt("#/logs\\?where=authority%3Dads.test");
            assertThat(box(tab)).hasValue("authority=ads.test");
            assertThat(rows(tab).filter(new Locator.FilterOptions().setHasNotText("ads.test")))
                    .hasCount(0);
            tab.page().keyboard().down("Shift");
            rows(tab)
                    .locator("button.cell")
                    .filter(new Locator.FilterOptions().setHasText("404"))
                    .first()
                    .click();
            tab.page().keyboard().up("Shift");
            assertThat(box(tab)).hasValue("authority=ads.test and status!=404");
            tab.shows("Nothing matches");
            tab.the(AriaRole.BUTTON, "Remove status!=404").click();
            assertThat(rows(tab).first()).containsText("ads.test");
        }
    }

    @Test
    void showsWhereAFilterIsWrong(Chromium chromium) {
        try (Tab tab = with(chromium, Screen.DARK, "#/logs").expecting(400, "/v1/logs")) {
            box(tab).fill("cluster=shop and status>=abc");
            box(tab).press("Enter");
            tab.shows("allowed for status");
            assertThat(tab.page().locator(".filter-problem mark")).hasText("a");
            assertThat(box(tab)).hasAttribute("aria-invalid", "true");
            tab.screenshot("logs-mistake");
        }
    }

    @Test
    void completesFieldsAndTheirValues(Chromium chromium) {
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs")) {
            box(tab).pressSequentially("clus");
            box(tab).press("Tab");
            assertThat(box(tab)).hasValue("cluster=");
            tab.the(AriaRole.OPTION, "shop").click();
            assertThat(box(tab)).hasValue("cluster=shop ");
            box(tab).press("Enter");
            tab.arrivesAt("#/logs\\?where=cluster%3Dshop");
        }
    }

    @Test
    void opensARecordByKeysAndGoesBackToItsRow(Chromium chromium) {
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs?where=cluster%3Dshop")) {
            rows(tab).first().focus();
            tab.page().keyboard().press("ArrowDown");
            tab.page().keyboard().press("Enter");
            tab.shows("Request id").shows("Until the head");
            tab.screenshot("logs-record");
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("aside.drawer")).hasCount(0);
            assertThat(rows(tab).nth(1)).isFocused();
        }
    }

    @Test
    void followsRecordsAndHoldsThemOnAPause(Chromium chromium) {
        try (Tab tab = with(chromium, Screen.DARK, "#/logs?live=1")) {
            suite.traffic().shop(1, "/api/after-the-first");
            tab.shows("/api/after-the-first");
            tab.press("Pause");
            suite.traffic().shop(1, "/api/while-on-hold");
            assertThat(tab.the(AriaRole.BUTTON, "Go on (1)")).isVisible();
            assertThat(tab.page().getByText("/api/while-on-hold")).hasCount(0);
            tab.press("Go on").shows("/api/while-on-hold");
            assertThat(rows(tab).first()).containsText("/api/while-on-hold");
        }
    }

    @Test
    void savesWhatIsAskedForAsAFile(Chromium chromium) throws IOException {
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs?where=cluster%3Dshop")) {
            tab.press("Export");
            Download file = tab.page().waitForDownload(() -> tab.press("Table (csv)"));
            String text = Files.readString(file.path());
            assertThat(file.suggestedFilename()).endsWith(".csv");
            assertThat(text).contains("status", "/products").doesNotContain("ads.test");
        }
    }

    @Test
    void keepsWhatStrangersWriteAsText(Chromium chromium) {
        String hostile = "<img src=/gone onerror=alert(1)><script>alert(2)</script>";
        suite.traffic().forward("http://ads.test/x?q='-alert(1)-'", "User-Agent: " + hostile);
        try (Tab tab = with(chromium, Screen.LIGHT, "#/logs?where=path~alert&cols=time,request,userAgent")) {
            tab.shows(hostile);
            rows(tab).first().click();
            assertThat(tab.page().locator("aside.drawer").getByText(Pattern.compile("<img")))
                    .isVisible();
            assertThat(tab.page().locator("main img, main script")).hasCount(0);
        }
    }
}
