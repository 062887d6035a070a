package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ListsCommandTest {
    private final CommandRun command = new CommandRun();

    @Test
    void showsTheListsOfARunningSuite(@TempDir Path folder) throws IOException {
        SampleFolder sample = SampleFolder.in(folder, 1)
                .with("ads.adblock", "||ads.test^\n@@||good.ads.test^\nads.test##.banner\n||x.test^$third-party\n")
                .with("policies.yaml", """
                        lists: [{name: ads, file: ads.adblock, format: adblock}]
                        rules: [{name: no-ads, when: {list: [ads]}, then: block}]
                        """);
        Suite suite = Suite.start(FolderCheck.run(sample.path(), Map.of(), new Properties()), List.of());
        try {
            use("http://" + suite.addresses().admin());
        } finally {
            suite.stop();
        }
    }

    private void use(String admin) {
        assertThat(command.run("lists", "--admin", admin)).isZero();
        assertThat(command.out()).containsPattern("ads +adblock +1 +2 +file +ads.adblock");

        assertThat(command.run("lists", "show", "ads", "--admin", admin)).isZero();
        assertThat(command.out())
                .contains("names      1, 1 exceptions", "rules      no-ads", "lines      4, of which not used: 2")
                .containsPattern("1 +cosmetic")
                .containsPattern("1 +option")
                .contains("line 4: found \"||x.test^$third-party\"");

        assertThat(command.run("lists", "find", "www.ads.test", "--admin", admin))
                .isZero();
        assertThat(command.out()).contains("ads: names ads.test").contains("  line 1: ||ads.test^");
        assertThat(command.run("lists", "find", "a.good.ads.test", "--admin", admin))
                .isEqualTo(1);
        assertThat(command.out()).contains("ads: an exception takes it out").contains("  line 2: @@||good.ads.test^");
        assertThat(command.run("lists", "find", "fine.test", "--admin", admin)).isEqualTo(1);
        assertThat(command.out()).contains("No list names fine.test.");

        assertThat(command.run("lists", "refresh", "ads", "--admin", admin)).isEqualTo(1);
        assertThat(command.err()).contains("this list is a file").contains("(409)");
        assertThat(command.run("lists", "show", "other", "--admin", admin)).isEqualTo(1);
        assertThat(command.err()).contains("no list has that name (404)");
    }

    @Test
    void saysThatNobodyIsThere() {
        assertThat(command.run("lists", "--admin", "http://127.0.0.1:" + FreePort.pick()))
                .isEqualTo(1);
        assertThat(command.err()).contains("cannot be reached");
    }
}
