package io.sallyport.edge.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page is made of, and what its files must not hold. */
class PageFilesTest {
    private static final int FIRST_PAINT_MAX = 100 * 1024;

    private static PageFiles files;

    @BeforeAll
    static void load() throws IOException {
        files = PageFiles.load();
    }

    @Test
    void hasEveryFileThatAFileNames() {
        Pattern named =
                Pattern.compile("(?:from|import\\(|href=|src=|href:) ?['\"]((?:\\./|\\.\\./)*[\\w/-]+\\.\\w+)['\"]");
        for (String path : files.paths()) {
            Matcher names = named.matcher(text(path));
            while (path.matches(".*\\.(js|html)") && !path.contains("/lib/") && names.find()) {
                String asked = URI.create(path.endsWith(".js") && names.group(1).startsWith("lib/") ? "/ui/" : path)
                        .resolve(names.group(1))
                        .toString();
                assertThat(files.at(asked))
                        .as("%s, which %s names", asked, path)
                        .isNotNull();
            }
        }
    }

    @Test
    void holdsNoInlineScriptAndNoMarkupMadeOfTexts() {
        for (String path : ours()) {
            assertThat(text(path))
                    .as(path)
                    .doesNotContain(
                            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
                    .doesNotContainPattern("<[^>]+\\s(on\\w+|style)=");
        }
        assertThat(text("/ui/index.html")).doesNotContain("<style").doesNotContainPattern("<script[^>]*>[^<]");
    }

    @Test
    void asksNoOtherHost() {
        for (String path : ours()) {
            assertThat(text(path)
                            .replace("http://www.w3.org/2000/svg", "")
                            .replaceAll("https?://([\\w.]*\\.(example|test)|example\\.org|127\\.0\\.0\\.1)\\b", ""))
                    .as(path)
                    .doesNotContain("http://", "https://", "url(//");
        }
    }

    @Test
    void firstPaintIsSmall() {
        Matcher names =
                Pattern.compile("(?:href|src)=\"([\\w/-]+\\.(?:js|css|svg))\"").matcher(text("/ui/index.html"));
        int bytes = sent("/ui/");
        while (names.find()) {
            bytes += sent("/ui/" + names.group(1));
        }
        for (String also : List.of("views/overview.js", "chart.js", "lib/uplot.css")) {
            bytes += sent("/ui/" + also);
        }
        assertThat(bytes).as("compressed").isBetween(20 * 1024, FIRST_PAINT_MAX);
    }

    private static int sent(String path) {
        PageFile file = files.at(path);
        return (file.gzip() == null ? file.body() : file.gzip()).length();
    }

    private static List<String> ours() {
        return files.paths().stream().filter(path -> !path.contains("/lib/")).toList();
    }

    private static String text(String path) {
        return files.at(path).body().toString(StandardCharsets.UTF_8);
    }
}
