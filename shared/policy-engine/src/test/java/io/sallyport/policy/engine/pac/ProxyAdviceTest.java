package io.sallyport.policy.engine.pac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.DialSafety;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyAdviceTest {
    private static final String LISTENER = "egress";
    private static final IpAddress CLIENT = IpAddress.parse("192.168.7.7");
    private static final List<String> SITES = List.of(
            "127.0.0.1",
            "127.0.0.2",
            "10.1.2.3",
            "10.9.9.9",
            "169.254.169.254",
            "::1",
            "fd00::5",
            "::ffff:10.1.2.3",
            "93.184.216.34",
            "2606:2800:220:1::1",
            "localhost",
            "x.localhost",
            "intranet",
            "site.test",
            "www.site.test",
            "0.0.0.0",
            "2002:a00:1::1",
            "64:ff9b::a00:1",
            "fe80::1",
            "255.255.255.255");
    private static final List<Integer> PORTS = List.of(80, 443, 8080);

    @Test
    void saysOfTheUsualThatWhatIsNearIsDirect() {
        ProxyAdvice advice = ProxyAdvice.of(document(List.of(), DefaultAction.ALLOW), LISTENER, CLIENT);
        assertThat(advice.isDirect("intranet", 80)).isTrue();
        assertThat(advice.isDirect("10.1.2.3", 80)).isTrue();
        assertThat(advice.isDirect("::1", 80)).isTrue();
        assertThat(advice.isDirect("site.test", 80)).isFalse();
        assertThat(advice.isDirect("93.184.216.34", 443)).isFalse();
        assertThat(advice.alwaysDirect()).contains("localhost", "10.0.0.0/8", "127.0.0.0/8", "::1");
    }

    @Test
    void sendsWhatARuleOpensThroughTheProxy() {
        RuleDocument open = rule(
                when(List.of("127.0.0.1", "localhost"), List.of(9101), List.of()),
                ThenDocument.allow(new AllowDocument(List.of("127.0.0.0/8"), List.of())));
        ProxyAdvice advice = ProxyAdvice.of(document(List.of(open), DefaultAction.ALLOW), LISTENER, CLIENT);
        assertThat(advice.isDirect("127.0.0.1", 9101)).isFalse();
        assertThat(advice.isDirect("127.0.0.1", 9000)).isTrue();
        assertThat(advice.isDirect("127.0.0.2", 9101)).isTrue();
        assertThat(advice.isDirect("localhost", 9101)).isFalse();
        assertThat(advice.alwaysDirect())
                .doesNotContain("localhost", "127.0.0.0/8")
                .contains("10.0.0.0/8");
    }

    @Test
    void leavesNoWayRoundABlock() {
        RuleDocument block = rule(when(List.of("10.1.2.3"), List.of(), List.of()), ThenDocument.parse("block"));
        ProxyAdvice advice = ProxyAdvice.of(document(List.of(block), DefaultAction.ALLOW), LISTENER, CLIENT);
        assertThat(advice.isDirect("10.1.2.3", 80)).isFalse();
        assertThat(advice.isDirect("10.1.2.4", 80)).isTrue();
        assertThat(advice.alwaysDirect()).doesNotContain("10.0.0.0/8");
        assertThat(ProxyAdvice.of(document(List.of(), DefaultAction.BLOCK), LISTENER, CLIENT)
                        .isDirect("intranet", 80))
                .isFalse();
    }

    @Test
    void neverSaysDirectOfWhatThePolicyServesOrBlocks() {
        Random random = new Random(2_026);
        for (int run = 0; run < 2_000; run++) {
            PoliciesDocument document = random(random);
            PolicyTable table = PolicyTable.compile(document, Map.of());
            ProxyAdvice advice = ProxyAdvice.of(document, LISTENER, CLIENT);
            for (String site : SITES) {
                for (int port : PORTS) {
                    String host = Authority.parse(site.contains(":") ? "[" + site + "]" : site)
                            .host();
                    if (advice.isDirect(host, port)) {
                        assertThat(isServedOrBlocked(table, host, port))
                                .as("%s:%d by %s", host, port, document)
                                .isFalse();
                    }
                    if (isNear(host) && !isServedOrBlocked(table, host, port) && isKnowable(document)) {
                        assertThat(advice.isDirect(host, port))
                                .as("%s:%d by %s", host, port, document)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static boolean isNear(String host) {
        IpAddress address = IpAddress.parse(host);
        return address == null ? !host.contains(".") : AddressClass.of(address) != AddressClass.PUBLIC;
    }

    /** Whether no rule asks for what a client cannot know. */
    private static boolean isKnowable(PoliciesDocument document) {
        return document.rules().stream().allMatch(rule -> rule.when().method().isEmpty());
    }

    /** Whether any request for the target gets through the rules and dial safety, or is refused by a rule. */
    private static boolean isServedOrBlocked(PolicyTable table, String host, int port) {
        for (String method : new String[] {"GET", "POST", "CONNECT"}) {
            RequestFacts facts = new RequestFacts(
                    LISTENER,
                    true,
                    method,
                    method.equals("CONNECT") ? "" : "http",
                    new Authority(host, port),
                    "/",
                    null,
                    CLIENT,
                    HeaderList.EMPTY);
            Verdict verdict = table.decide(facts, CallerFacts.NONE, 0);
            if (!(verdict instanceof Verdict.Allow allow)) {
                return true;
            }
            IpAddress address = IpAddress.parse(host);
            boolean open =
                    address == null ? !allow.dial().targets().isEmpty() : DialSafety.permits(address, allow.dial());
            if (open) {
                return true;
            }
        }
        return false;
    }

    @Test
    void saysTheSameAsAScript(@TempDir Path folder) throws Exception {
        assumeThat(isOnPath("node")).as("node").isTrue();
        Random random = new Random(7);
        StringBuilder program = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int run = 0; run < 150; run++) {
            PoliciesDocument document = random(random);
            ProxyAdvice advice = ProxyAdvice.of(document, LISTENER, CLIENT);
            program.append("(function () {\n").append(PacScript.of(advice, "test", "PROXY p:1"));
            for (String site : SITES) {
                String written = site.contains(":") ? "[" + site + "]" : site;
                String host = Authority.parse(written).host();
                for (int port : PORTS) {
                    String url = (port == 443 ? "https://" : "http://") + written + (port == 8080 ? ":8080/" : "/");
                    program.append("console.log(FindProxyForURL('%s', '%s'));\n".formatted(url, written));
                    expected.append(advice.isDirect(host, port) ? "DIRECT\n" : "PROXY p:1\n");
                }
            }
            program.append("})();\n");
        }
        assertThat(expected.toString()).contains("DIRECT").contains("PROXY");
        Path file = Files.writeString(folder.resolve("pac.js"), program);
        Path output = folder.resolve("output");
        Process node = new ProcessBuilder("node", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).isEqualTo(expected.toString());
    }

    private static boolean isOnPath(String program) throws IOException {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static PoliciesDocument random(Random random) {
        List<RuleDocument> rules = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            rules.add(rule(randomWhen(random), randomThen(random)));
        }
        return document(rules, random.nextInt(4) == 0 ? DefaultAction.BLOCK : DefaultAction.ALLOW);
    }

    private static WhenDocument randomWhen(Random random) {
        List<String> sites = switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of("*.site.test", "localhost");
            default -> List.of(SITES.get(random.nextInt(SITES.size())), SITES.get(random.nextInt(SITES.size())));
        };
        return when(
                sites,
                random.nextInt(3) == 0 ? List.of(8080) : List.of(),
                random.nextInt(4) == 0 ? List.of("GET") : List.of());
    }

    private static ThenDocument randomThen(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ThenDocument.parse("block");
            case 1 -> ThenDocument.parse("allow");
            case 2 -> ThenDocument.allow(new AllowDocument(List.of("10.0.0.0/8", "169.254.169.254"), List.of(8080)));
            default ->
                ThenDocument.allow(new AllowDocument(List.of("127.0.0.0/8", "169.254.0.0/16", "::1"), List.of()));
        };
    }

    private static WhenDocument when(List<String> sites, List<Integer> ports, List<String> methods) {
        return new WhenDocument(
                sites,
                null,
                List.of("192.168.0.0/16"),
                List.of(LISTENER),
                methods,
                ports,
                null,
                null,
                null,
                null,
                null);
    }

    private static RuleDocument rule(WhenDocument when, ThenDocument then) {
        return new RuleDocument("r", when, then, null, null, null, Mode.ENFORCE, null, null);
    }

    private static PoliciesDocument document(List<RuleDocument> rules, DefaultAction fallback) {
        return new PoliciesDocument(null, rules, fallback);
    }
}
