package io.sallyport.router.health;

import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument.FactDocument;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** What servers tell of their build: printable and short, or nothing. */
public final class BuildReaderTarget {
    private static final InfoDocument JSON = new InfoDocument(
            "/info", "/build/version", null, List.of(new FactDocument("commit", "/git/commit/id", null)));
    private static final InfoDocument FIELD =
            new InfoDocument("/info", null, "X-Version", List.of(new FactDocument("commit", null, "X-Commit")));

    private BuildReaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        MultiMap fields =
                MultiMap.caseInsensitiveMultiMap().add("X-Version", in.word()).add("X-Commit", in.word());
        Buffer body = Buffer.buffer(in.rest());
        ProbeAnswer answer = new ProbeAnswer(200, fields, body, true, new ServerLink("http/1.1", false, null));
        check(Cost.of(input.length, () -> BuildReader.read(answer, JSON)));
        check(Cost.of(input.length, () -> BuildReader.read(answer, FIELD)));
    }

    private static void check(BuildReader.Build build) {
        build.version().ifPresent(version -> Check.that(version.matches("[!-~]{1,64}"), "a version: " + version));
        build.facts().values().forEach(fact -> Check.that(fact.matches("[ -~]{1,128}"), "a fact: " + fact));
    }
}
