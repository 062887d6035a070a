package io.sallyport.config;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.PolicyValidator;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.validation.RouteValidator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Whole documents: sallyport.yaml, routes.yaml, policies.yaml. A text binds or is refused with findings of one line each; a
 * document that passes validation compiles, and the table answers a request.
 */
public final class DocumentsTarget {
    private static final Map<String, String> VARIABLES = Map.of("A", "b", "PORT", "8080");
    private static final RequestFacts FACTS = new RequestFacts(
            "web",
            true,
            "GET",
            "http",
            new Authority("www.shop.example", 80),
            "/a/b",
            "q=1",
            IpAddress.parse("192.0.2.7"),
            HeaderList.of("accept", "text/html"));

    private DocumentsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        int kind = in.octet() % 3;
        byte[] rest = in.rest();
        if (kind == 0) {
            policies(bind(PoliciesDocument.class, rest));
        } else if (kind == 1) {
            routes(bind(RoutesDocument.class, rest));
        } else {
            bind(SuiteConfig.class, rest);
        }
    }

    private static <T extends Record> T bind(Class<T> type, byte[] bytes) {
        try {
            Source source = new Source("fuzz.yaml", Input.utf8(bytes), VARIABLES, Overrides.NONE);
            return Cost.of(bytes.length, () -> Binder.bind(type, source)).value();
        } catch (ConfigException refusal) {
            for (Finding finding : refusal.findings()) {
                Check.oneLine(finding.toString());
                Check.that(!finding.found().isEmpty() && !finding.allowed().isEmpty(), "without words: " + finding);
            }
            return null;
        }
    }

    private static void policies(PoliciesDocument document) {
        if (document != null && PolicyValidator.validate(document).isEmpty()) {
            Map<String, NameSet> lists = new HashMap<>();
            document.lists().forEach(list -> lists.put(list.name(), NameSet.EMPTY));
            PolicyTable.compile(document, lists).decide(FACTS);
        }
    }

    private static void routes(RoutesDocument document) {
        if (document != null && RouteValidator.validate(document).isEmpty()) {
            RouteValidator.warnings(document);
            RouteTable.compile(new RouteSnapshot(1, "", Instant.EPOCH, document))
                    .resolve(FACTS);
        }
    }
}
