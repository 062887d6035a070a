package io.sallyport.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One tab of the browser with the page in it. Closing it fails if anything has gone wrong that was not announced. */
final class Tab implements AutoCloseable {
    private static final Pattern VIEW = Pattern.compile("#/([a-z]+)");

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 60_000;

    private final BrowserContext context;
    private final Page page;
    private final Screen screen;
    private final String address;
    private final Troubles troubles;

    private Tab(BrowserContext context, Page page, Screen screen, String address, Troubles troubles) {
        this.context = context;
        this.page = page;
        this.screen = screen;
        this.address = address;
        this.troubles = troubles;
    }

    static Tab in(BrowserContext context, Screen screen, String address) {
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        return new Tab(context, page, screen, address, Troubles.of(context, page));
    }

    Page page() {
        return page;
    }

    /** Opens a view by what stands behind {@code /ui/}, such as {@code #/servers}. */
    Tab open(String view) {
        boolean another = page.locator("main[data-view]").count() > 0;
        page.navigate(address + "/ui/" + view);
        if (another) {
            shown(view);
        }
        return this;
    }

    /** The address changes before the view does. */
    private void shown(String view) {
        Matcher name = VIEW.matcher(view);
        if (name.lookingAt()) {
            assertThat(page.locator("main[data-view='" + name.group(1) + "']")).isVisible();
        }
    }

    /** The first element with that role and name, which may be a part of its name. */
    Locator the(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name)).first();
    }

    /** Waits until the text is to be seen. */
    Tab shows(String text) {
        assertThat(page.getByText(text).first()).isVisible();
        return this;
    }

    /** Writes into the box with that label; the one of a dialog, while there is one. */
    Tab fill(String label, String text) {
        scope().getByLabel(label).first().fill(text);
        return this;
    }

    /** Chooses one of a few that lie side by side. */
    Tab choose(String option) {
        scope().getByRole(
                        AriaRole.RADIO,
                        new Locator.GetByRoleOptions().setName(option).setExact(true))
                .check();
        return this;
    }

    /** Presses keys, one after the other. */
    Tab keys(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    /** Presses Tab until an element that the selector means has the focus; a hundred times at most. */
    Tab tabTo(String selector) {
        Locator focused = page.locator(selector + ":focus");
        for (int i = 0; i < 100 && focused.count() == 0; i++) {
            page.keyboard().press("Tab");
        }
        assertThat(focused).hasCount(1);
        return this;
    }

    /** The row of a table in which that text stands. */
    Locator rowOf(Locator table, String text) {
        return table.locator("tbody tr", new Locator.LocatorOptions().setHasText(text));
    }

    /** For locators: only elements with that text. */
    Page.LocatorOptions withText(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private Locator scope() {
        Locator dialog = page.locator("dialog[open]");
        return dialog.count() > 0 ? dialog : page.locator("body");
    }

    /** Presses that button of the open dialog. */
    Tab inDialog(String button) {
        page.locator("dialog[open]")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    /** Presses the button of that name. */
    Tab press(String button) {
        the(AriaRole.BUTTON, button).click();
        return this;
    }

    /** Answers of this status are meant to come, from addresses with that path. */
    Tab expecting(int status, String path) {
        troubles.expect(status, path);
        return this;
    }

    /** Nothing of the page lies beyond its sides. */
    Tab fitsItsWidth() {
        Object beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(((Number) beyond).intValue()).as("pixels beyond the side").isLessThanOrEqualTo(0);
        return this;
    }

    /** The end of the address, from {@code #} on, becomes like this. */
    Tab arrivesAt(String pattern) {
        assertThat(page).hasURL(Pattern.compile(".*/ui/" + pattern));
        shown(pattern);
        return this;
    }

    /** For people to look at: {@code target/screenshots/NAME-SCREEN.png}. */
    Tab screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + "-" + screen.label() + ".png"))
                .setFullPage(true));
        return this;
    }

    @Override
    public void close() {
        try {
            troubles.assertNone();
        } finally {
            context.close();
        }
    }
}
