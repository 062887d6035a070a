package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, as the page shows it. The API decides: see the tests of the edge. */
@InChromium
class RolesIT {
    private static final String OPERATE = "operate-0123456789abcdef";
    private static final String READ = "read-0123456789abcdef";
    private static final String TOKENS =
            "{name: ann, token: " + OPERATE + ", role: operate}, {name: bob, token: " + READ + ", role: read}";

    @TempDir
    private static Path folder;

    @AutoClose
    private static BusySuite suite;

    @BeforeAll
    static void start() {
        suite = BusySuite.start(folder, TOKENS, OPERATE);
    }

    private Tab signedIn(Chromium chromium, String token, String view) {
        Tab tab = suite.tab(chromium, Screen.LIGHT).expecting(401, "/v1/").open(view);
        return tab.fill("Token", token).inDialog("Go on");
    }

    @Test
    void asksForATokenAndKeepsItWhileTheTabIsOpen(Chromium chromium) {
        try (Tab tab = signedIn(chromium, OPERATE, "#/servers")) {
            tab.shows("ann");
            assertThat(tab.page().locator("main tbody tr")).hasCount(5);
            tab.page().reload();
            assertThat(tab.page().locator("main tbody tr")).hasCount(5);
            assertThat(tab.page().locator("dialog[open]")).hasCount(0);
            assertThat(tab.page().url()).doesNotContain(OPERATE);
            assertThat(tab.page().context().cookies()).isEmpty();
            assertThat(tab.page().evaluate("() => JSON.stringify(localStorage)").toString())
                    .doesNotContain(OPERATE);
        }
    }

    @Test
    void asksAgainAfterAWrongToken(Chromium chromium) {
        try (Tab tab = signedIn(chromium, "wrong-0123456789abcdef", "#/servers")) {
            tab.shows("The token is not one of this edge.");
            tab.fill("Token", READ).inDialog("Go on").shows("bob");
        }
    }

    @Test
    void letsWhoMayOnlyReadPressNothingThatChangesAnything(Chromium chromium) {
        try (Tab tab = signedIn(chromium, READ, "#/canaries")) {
            for (String order : new String[] {"Promote", "Freeze", "Roll back", "Weight"}) {
                assertThat(tab.the(AriaRole.BUTTON, order)).isDisabled();
            }
            tab.open("#/cache");
            assertThat(tab.the(AriaRole.BUTTON, "Purge …")).isDisabled();
            tab.open("#/policy/unlocks");
            assertThat(tab.the(AriaRole.BUTTON, "Unlock …")).isDisabled();
            tab.open("#/revisions/edit");
            assertThat(tab.the(AriaRole.BUTTON, "Put in force …")).isDisabled();
            tab.press("Check").shows("It is valid, and means the same as what is in force.");
        }
    }

    @Test
    void signsOrdersWithTheNameOfTheToken(Chromium chromium) {
        try (Tab tab = signedIn(chromium, OPERATE, "#/policy")) {
            tab.rowOf(tab.the(AriaRole.TABLE, "Rules"), "no-games")
                    .getByText("no-games")
                    .click();
            tab.press("Enforce it").inDialog("Enforce it").shows("Revision 2 is in force.");
            tab.open("#/audit").shows("ann");
        }
    }
}
