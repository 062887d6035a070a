package io.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * What must not happen while somebody uses the page: an error on the console, a violation of the content security policy,
 * an uncaught exception, a request that fails, an answer that is an error. What a test means to provoke it announces.
 */
final class Troubles {
    /** The browser says so of each answer that is an error; the answer itself is looked at. */
    private static final String OF_AN_ANSWER = "Failed to load resource: the server responded";

    /** What the page itself gives up, such as a stream that it leaves. */
    private static final String GIVEN_UP = "net::ERR_ABORTED";

    private final List<String> seen = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    private record Expected(String path, int status) {
        boolean is(Response response) {
            return response.status() == status && response.url().contains(path);
        }
    }

    static Troubles of(BrowserContext context, Page page) {
        Troubles troubles = new Troubles();
        context.addInitScript("document.addEventListener('securitypolicyviolation', e => console.error("
                + "'content security policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile))");
        page.onConsoleMessage(troubles::console);
        page.onPageError(error -> troubles.seen.add("uncaught: " + error));
        page.onRequestFailed(troubles::failed);
        page.onResponse(troubles::answered);
        page.onDialog(dialog -> {
            troubles.seen.add("a dialog of the browser: " + dialog.message());
            dialog.dismiss();
        });
        return troubles;
    }

    private void console(ConsoleMessage message) {
        boolean bad = message.type().equals("error") || message.type().equals("warning");
        if (bad && !message.text().startsWith(OF_AN_ANSWER)) {
            seen.add("console: " + message.text());
        }
    }

    private void failed(Request request) {
        if (!GIVEN_UP.equals(request.failure())) {
            seen.add("failed: " + request.method() + " " + request.url() + " " + request.failure());
        }
    }

    private void answered(Response response) {
        if (response.status() >= 400 && expected.stream().noneMatch(each -> each.is(response))) {
            seen.add("answered: " + response.status() + " " + response.request().method() + " " + response.url());
        }
    }

    /** Answers of this status are meant, if their address contains the path. */
    void expect(int status, String path) {
        expected.add(new Expected(path, status));
    }

    void assertNone() {
        assertThat(seen).as("troubles of the page").isEmpty();
    }
}
