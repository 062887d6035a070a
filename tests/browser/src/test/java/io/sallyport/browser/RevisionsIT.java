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

/** The text of the policy by the page: edited, tried, put in force, compared, rolled back. */
@InChromium
class RevisionsIT {
    private static final String MORE = "rules: # edited\n  - {name: no-chat, when: {site: [chat.test]}, then: block}\n";

    @TempDir
    private Path folder;

    @AutoClose
    private BusySuite suite;

    @BeforeEach
    void start() {
        suite = BusySuite.start(folder);
    }

    private static Locator text(Tab tab) {
        return tab.the(AriaRole.TEXTBOX, "Text of the policy");
    }

    /** With one rule more, before all others. */
    private static Tab edited(Tab tab) {
        tab.open("#/revisions/edit");
        text(tab).fill(text(tab).inputValue().replace("rules:\n", MORE));
        return tab;
    }

    @Test
    void saysAtWhichLineATextIsWrong(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).expecting(422, "/v1/policies")) {
            tab.open("#/revisions/edit");
            text(tab).fill("rules:\n  - {name: a, then: blok}\n");
            tab.press("Check").shows("1 finding");
            tab.press("line 2, column 21");
            Object chosen = text(tab).evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)");
            assertThat(chosen).isEqualTo("blok}");
        }
    }

    @Test
    void putsATextInForceShowsWhatDiffersAndRollsItBack(Chromium chromium) {
        try (Tab tab = edited(suite.tab(chromium, Screen.LIGHT))) {
            tab.press("Put in force …").fill("Note", "no chat").inDialog("Put in force");
            tab.arrivesAt("#/revisions/2").shows("no chat");
            assertThat(tab.page().locator("td.diff-text.added")).containsText(new String[] {"# edited", "no-chat"});
            tab.choose("Unified");
            assertThat(tab.page().locator("tr.added")).hasCount(2);
            assertThat(tab.page().locator("tr.removed")).hasCount(1);

            tab.the(AriaRole.LINK, "All revisions").click();
            tab.rowOf(tab.the(AriaRole.TABLE, "Revisions"), "policies.yaml")
                    .getByText("Roll back")
                    .click();
            tab.fill("Note", "it was too much").inDialog("Roll back").shows("Revision 3 is in force.");
            assertThat(tab.rowOf(tab.the(AriaRole.TABLE, "Revisions"), "it was too much"))
                    .containsText("in force");
        }
        assertThat(suite.api().get("/v1/policies").getString("text")).doesNotContain("no-chat");
    }

    @Test
    void showsWhoWasFasterAndGoesOnOnlyWhenTold(Chromium chromium) {
        try (Tab tab = edited(suite.tab(chromium, Screen.LIGHT)).expecting(412, "/v1/policies")) {
            tab.press("Put in force …");
            suite.api().post("/v1/policies/rules/no-games/promote?note=by+somebody+else", "");
            tab.inDialog("Put in force").shows("Revision 2 is in force by now").shows("by somebody else");
            assertThat(suite.api().get("/v1/revisions").getInteger("inForce")).isEqualTo(2);

            tab.inDialog("Put in force").arrivesAt("#/revisions/3");
        }
    }

    @Test
    void replaysTheLastHourWithADraft(Chromium chromium) {
        suite.traffic().goingOut(3);
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/revisions/edit")) {
            text(tab).fill(text(tab).inputValue().replace("mode: report", "mode: enforce"));
            tab.press("What would it have done?").shows("newly refused").shows("no-games (block 404)");
        }
    }

    @Test
    void findsAWayBetweenAnyTwoTexts(Chromium chromium) {
        try (Tab tab = suite.tab(chromium, Screen.LIGHT).open("#/revisions")) {
            tab.shows("in force");
            Object wrong = tab.page().evaluate("""
                    async () => {
                      const { diff } = await import(new URL('views/revisions/diff.js', document.baseURI).href);
                      let seed = 7;
                      const random = (limit) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % limit; };
                      const text = () => Array.from({ length: random(9) }, () => 'abc'[random(3)]).join('\\n');
                      for (let round = 0; round < 500; round += 1) {
                        const [from, to] = [text(), text()];
                        const lines = diff(from, to);
                        const side = (not) => lines.filter((line) => line.kind !== not).map((line) => line.text).join('\\n');
                        if (side('+') !== from || side('-') !== to) return JSON.stringify([from, to, lines]);
                      }
                      return '';
                    }""");
            assertThat(wrong).isEqualTo("");
        }
    }
}
