package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of all views: ways to go, keys, themes, tokens. */
@InChromium
class ShellIT {
    private static final String ANN = "ann-token-0123456789abcdef";
    private static final String EVE = "eve-token-0123456789abcdef";
    private static final String TOKENS =
            "{name: ann, token: %s, role: operate}, {name: eve, token: %s, role: read}".formatted(ANN, EVE);

    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    private Tab open(Chromium chromium, Screen screen, String view) {
        suite = BusySuite.start(folder);
        return chromium.tab(screen, suite.admin()).open(view);
    }

    @Test
    void isFoundAtTheAdminAddress(Chromium chromium) {
        suite = BusySuite.start(folder);
        try (Tab tab = chromium.tab(Screen.LIGHT, suite.admin())) {
            tab.page().navigate(suite.admin() + "/");
            tab.arrivesAt("").shows("shortcuts");
            assertThat(tab.the(AriaRole.HEADING, "Overview")).isVisible();
        }
    }

    @Test
    void goesByKeysAlone(Chromium chromium) {
        try (Tab tab = open(chromium, Screen.LIGHT, "#/audit")) {
            assertThat(tab.the(AriaRole.HEADING, "Audit")).isVisible();
            tab.page().keyboard().type("ga");
            tab.arrivesAt("#/alarms");
            assertThat(tab.the(AriaRole.HEADING, "Alarms")).isVisible();
            tab.page().keyboard().press("?");
            tab.shows("the search box of this view");
            tab.page().keyboard().press("Escape");
            tab.page().keyboard().press("Control+k");
            tab.page().keyboard().type("go to aud");
            tab.page().keyboard().press("Enter");
            tab.arrivesAt("#/audit");
            tab.page().keyboard().press("/");
            assertThat(tab.page().getByLabel("Who", new Page.GetByLabelOptions().setExact(true)))
                    .isFocused();
        }
    }

    @Test
    void keepsTheThemeThatWasChosen(Chromium chromium) {
        try (Tab tab = open(chromium, Screen.LIGHT, "#/audit")) {
            assertThat(tab.the(AriaRole.HEADING, "Audit")).isVisible();
            String light = background(tab);
            tab.page().keyboard().press("t");
            assertThat(background(tab)).isNotEqualTo(light);
            tab.page().reload();
            assertThat(tab.the(AriaRole.HEADING, "Audit")).isVisible();
            assertThat(background(tab)).isNotEqualTo(light);
        }
    }

    private static String background(Tab tab) {
        return (String) tab.page().evaluate("() => getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void asksForATokenAndKeepsItForThisTabOnly(Chromium chromium) {
        suite = BusySuite.start(folder, TOKENS, ANN);
        try (Tab tab = chromium.tab(Screen.LIGHT, suite.admin()).expecting(401, "/v1/")) {
            tab.open("#/audit").shows("A token is needed");
            tab.page()
                    .getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                    .fill("wrong");
            tab.press("Go on").shows("The token is not one of this edge.");
            tab.page()
                    .getByLabel("Token", new Page.GetByLabelOptions().setExact(true))
                    .fill(ANN);
            tab.page().keyboard().press("Enter");
            assertThat(tab.the(AriaRole.BUTTON, "ann")).isVisible();
            tab.page().reload();
            assertThat(tab.the(AriaRole.BUTTON, "ann")).isVisible();
            assertThat(tab.page().getByText("A token is needed")).isHidden();
            assertThat((String) tab.page().evaluate("() => document.cookie + Object.values(localStorage).join()"))
                    .doesNotContain(ANN);
        }
        try (Tab other = chromium.tab(Screen.LIGHT, suite.admin()).expecting(401, "/v1/")) {
            other.open("#/audit").shows("A token is needed").screenshot("token");
        }
    }

    @Test
    void showsWhoMayOnlyRead(Chromium chromium) {
        suite = BusySuite.start(folder, TOKENS, ANN);
        try (Tab tab = chromium.tab(Screen.DARK, suite.admin()).expecting(401, "/v1/")) {
            tab.open("#/audit").shows("A token is needed");
            tab.page().keyboard().type(EVE);
            tab.page().keyboard().press("Enter");
            assertThat(tab.the(AriaRole.BUTTON, "eve")).containsText("read");
        }
    }

    @Test
    void saysWhenTheEdgeIsGone(Chromium chromium) {
        suite = BusySuite.start(folder);
        Tab tab = chromium.tab(Screen.LIGHT, suite.admin()).open("#/audit");
        tab.shows("Nobody has changed anything");
        suite.close();
        tab.choose("24 h");
        tab.shows("The edge cannot be reached");
        tab.page().context().close();
        suite = null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"overview", "logs", "alarms", "audit"})
    void fitsAPhone(String view, Chromium chromium) {
        suite = BusySuite.start(folder);
        suite.traffic().visitors(5).goingOut(2);
        try (Tab tab = chromium.tab(Screen.PHONE, suite.admin()).open("#/" + view)) {
            assertThat(tab.page().locator("h1")).isVisible();
            tab.page().waitForLoadState();
            tab.fitsItsWidth();
            tab.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More views"))
                    .click();
            assertThat(tab.page().locator("#nav").getByText("Revisions")).isVisible();
            tab.fitsItsWidth();
        }
    }
}
