package io.sallyport.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browser of the system, without a window. One for all tests; each opens tabs of its own, which share nothing.
 * Owner: the thread that runs the tests.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is; empty when no folder of the {@code PATH} has it. */
    static Optional<Path> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Playwright drives it, and downloads none of its own. */
    static Chromium start(Path executable) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            // No sandbox: build machines run as root, and the only pages it sees are ours.
            BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--no-proxy-server"));
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A tab that is signed in to nothing and has opened nothing yet. */
    Tab tab(Screen screen, String address) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width(), screen.height())
                .setColorScheme(screen.scheme())
                .setHasTouch(screen.isPhone())
                .setIsMobile(screen.isPhone())
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
        return Tab.in(context, screen, address);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
