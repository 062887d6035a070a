package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.io.File;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that people use, through a forward listener that demands a login: plain and in tunnels, right and wrong, and to a
 * site that is blocked. Programs that this machine does not have are skipped and say so.
 */
@Timeout(180)
class ProxyClientsIT {
    private static final String LOGIN = "ann:open%20sesame@";
    private static final String WRONG = "ann:wrong@";

    @TempDir
    private static Path folder;

    private static ScriptedOrigin plain;
    private static ScriptedOrigin tls;
    private static RunningSuite suite;

    @BeforeAll
    static void start() throws IOException {
        plain = ScriptedOrigin.start(Answer.text("hello"));
        tls = ScriptedOrigin.startTls(TestCertificate.in(folder, "localhost"), Answer.text("hello by tls"));
        Files.writeString(
                folder.resolve("users.txt"),
                "ann:$2y$04$RnqngDenCMT5x1vrZQ3REONI7rI4ZtrAIMrV6D8G3yFsLnlXou52i:staff\n");
        suite = RunningSuite.up(ConfigFolder.in(folder)
                .edit("sallyport.yaml", "mode: forward,", "mode: forward, auth: basic, users: users.txt,")
                .with("routes.yaml", "{}\n")
                .with("policies.yaml", """
                        rules:
                          - {name: no-ads, when: {site: [ads.test]}, then: block, reason: an advertisement}
                          - {name: staff, when: {group: [staff]}, then: {allow: {targets: [127.0.0.0/8], ports: [%d, %d]}}}
                        default: block
                        """.formatted(plain.port(), tls.port())));
    }

    @AfterAll
    static void stop() {
        suite.close();
        plain.close();
        tls.close();
    }

    private static String proxy(String login) {
        return "http://" + login + "127.0.0.1:" + suite.port("egress");
    }

    /** What a program writes, its errors included; skips the test when there is no such program. */
    private static String run(String... command) {
        boolean present = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, command[0])));
        assumeTrue(present, "no " + command[0] + " on this machine");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
            return output;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String curl(String... arguments) {
        return run(
                Stream.concat(Stream.of("curl", "-sS", "-k", "--noproxy", "", "--max-time", "20"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void curlLogsInOnOneConnection() {
        String connections = "\n%{http_code} after %{num_connects}";

        assertThat(curl("-x", proxy(LOGIN), "--proxy-anyauth", "-w", connections, plain.url("/")))
                .isEqualTo("hello\n200 after 1");
        assertThat(curl("-x", proxy(LOGIN), "--proxy-anyauth", "-w", connections, "https://" + tls.authority() + "/"))
                .isEqualTo("hello by tls\n200 after 1");
        assertThat(curl("-x", proxy(LOGIN), "--proxy-anyauth", "-d", "body", "-w", connections, plain.url("/")))
                .contains("hello\n200 after ");
    }

    @Test
    void curlIsRefusedWithoutAPasswordOrWithAWrongOne() {
        for (String login : List.of("", WRONG)) {
            assertThat(curl("-x", proxy(login), "-w", "%{http_code}", "-o", "/dev/null", plain.url("/")))
                    .isEqualTo("407");
            assertThat(curl("-x", proxy(login), "https://" + tls.authority() + "/"))
                    .contains("response 407");
        }
    }

    @Test
    void curlShowsWhatIsBlocked() {
        assertThat(curl("-x", proxy(LOGIN), "http://ads.test/")).contains("\"detail\":\"an advertisement\"");
        assertThat(curl("-x", proxy(LOGIN), "-H", "Accept: text/html", "http://ads.test/"))
                .contains("<h1>404 Not Found</h1>", "an advertisement");
        assertThat(curl("-x", proxy(LOGIN), "https://ads.test/")).contains("response 404");
    }

    @Test
    void javaHttpClientLogsIn() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", suite.port("egress"))))
                .authenticator(new Ann())
                .build();
        assertThat(get(client, plain.url("/")).body()).isEqualTo("hello");
        assertThat(get(client, "http://ads.test/").statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void javaUrlConnectionLogsIn() throws Exception {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", suite.port("egress")));
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(plain.url("/")).toURL().openConnection(proxy);
        connection.setAuthenticator(new Ann());

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello");
    }

    private static final class Ann extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? new PasswordAuthentication("ann", "open sesame".toCharArray())
                    : null;
        }
    }

    @Test
    void gitListsARepositoryInClearTextAndByTls() {
        String refs = "0123456789abcdef0123456789abcdef01234567\trefs/heads/main\n";
        String target = "/repo.git/info/refs?service=git-upload-pack";
        for (ScriptedOrigin origin : List.of(plain, tls)) {
            origin.on(target, Answer.text(refs)).on("/repo.git/HEAD", Answer.text("ref: refs/heads/main\n"));
        }
        for (String url : List.of(plain.url("/repo.git"), "https://" + tls.authority() + "/repo.git")) {
            assertThat(git(proxy(LOGIN), url)).contains("refs/heads/main");
            assertThat(git(proxy(WRONG), url)).contains("407");
        }
    }

    private static String git(String proxy, String url) {
        return run("git", "-c", "http.proxy=" + proxy, "-c", "http.sslVerify=false", "ls-remote", url);
    }

    @Test
    void pythonLogsIn() {
        String script = """
                import ssl, sys, urllib.request
                proxy, *urls = sys.argv[1:]
                opener = urllib.request.build_opener(
                    urllib.request.ProxyHandler({'http': proxy, 'https': proxy}),
                    urllib.request.HTTPSHandler(context=ssl._create_unverified_context()))
                for url in urls:
                    try: print(opener.open(url).read().decode())
                    except Exception as e: print(e)
                """;
        String[] urls = {plain.url("/"), "https://" + tls.authority() + "/", "https://ads.test/"};

        assertThat(run("python3", "-c", script, proxy(LOGIN), urls[0], urls[1], urls[2]))
                .contains("hello\n", "hello by tls\n", "404 Not Found");
        assertThat(run("python3", "-c", script, proxy(WRONG), urls[0], urls[1])).contains("407", "407");
    }

    @Test
    void nodeLogsIn() {
        String script = """
                const http = require('http'), https = require('https'), tls = require('tls');
                const [port, login, plain, secure] = process.argv.slice(1);
                const headers = {'Proxy-Authorization': 'Basic ' + Buffer.from(login).toString('base64')};
                const show = answer => answer.on('data', piece => process.stdout.write(answer.statusCode + ' ' + piece + '\\n'));
                http.get({host: '127.0.0.1', port, path: 'http://' + plain + '/', headers: {Host: plain, ...headers}}, show);
                http.request({host: '127.0.0.1', port, method: 'CONNECT', path: secure, headers}).on('connect', (head, socket) => {
                  if (head.statusCode !== 200) { console.log('tunnel ' + head.statusCode); socket.destroy(); return; }
                  https.get({path: '/', createConnection: () => tls.connect({socket, rejectUnauthorized: false})},
                    answer => { show(answer); answer.on('end', () => socket.destroy()); });
                }).end();
                """;
        String port = Integer.toString(suite.port("egress"));

        assertThat(run("node", "-e", script, port, "ann:open sesame", plain.authority(), tls.authority()))
                .contains("200 hello\n", "200 hello by tls\n");
        assertThat(run("node", "-e", script, port, "ann:wrong", plain.authority(), tls.authority()))
                .contains("407 ", "tunnel 407");
    }

    @Test
    void nobodyGetsTheCredentialsButUs() {
        curl("-x", proxy(LOGIN), plain.url("/leak"));
        Eventually.until("a request", () -> !plain.requests().isEmpty());

        assertThat(plain.requests())
                .allSatisfy(request ->
                        assertThat(request.field("proxy-authorization")).isEmpty());
        assertThat(suite.process().output().all().toString())
                .doesNotContain("sesame")
                .doesNotContain("YW5u");
    }
}
