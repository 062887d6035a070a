package io.sallyport.router.health;

import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument.FactDocument;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version and the facts of a build in what an info endpoint answers. Texts and numbers count; what is too
 * long, or could not be written in a field, does not.
 */
final class BuildReader {
    /** As long as a version in the document may be. */
    private static final int VERSION_MAX = 64;

    private static final int FACT_MAX = 128;

    /**
     * What was found.
     *
     * @param version empty when none could be read; then there are no facts either
     */
    record Build(Optional<String> version, Map<String, String> facts) {
        static final Build NONE = new Build(Optional.empty(), Map.of());
    }

    private final ProbeAnswer answer;
    private final @Nullable Object json;

    private BuildReader(ProbeAnswer answer, @Nullable Object json) {
        this.answer = answer;
        this.json = json;
    }

    /** Nothing when the answer is no success (2xx), or has no version where the document says. */
    static Build read(ProbeAnswer answer, InfoDocument info) {
        if (!answer.isSuccess()) {
            return Build.NONE;
        }
        boolean wantsJson = info.header().isEmpty()
                || info.facts().stream().anyMatch(fact -> fact.header().isEmpty());
        BuildReader reader = new BuildReader(answer, wantsJson ? parse(answer) : null);
        Optional<String> version = reader.value(info.header(), info.pointer()).filter(BuildReader::isVersion);
        return version.isEmpty() ? Build.NONE : new Build(version, reader.facts(info));
    }

    private static @Nullable Object parse(ProbeAnswer answer) {
        try {
            return answer.whole() ? Json.decodeValue(answer.body()) : null;
        } catch (DecodeException e) {
            return null;
        }
    }

    private Map<String, String> facts(InfoDocument info) {
        Map<String, String> facts = new TreeMap<>();
        for (FactDocument fact : info.facts()) {
            value(fact.header(), fact.place())
                    .filter(BuildReader::isFact)
                    .ifPresent(value -> facts.put(fact.name(), value));
        }
        return facts;
    }

    private Optional<String> value(String header, String pointer) {
        Object value = header.isEmpty() ? at(pointer) : answer.fields().get(header);
        boolean plain = value instanceof String || (value instanceof Number number && isFinite(number));
        return value != null && plain ? Optional.of(value.toString().strip()) : Optional.empty();
    }

    private @Nullable Object at(String pointer) {
        return json == null ? null : JsonPointer.from(pointer).queryJson(json);
    }

    private static boolean isFinite(Number number) {
        return !Double.isInfinite(number.doubleValue()) && !Double.isNaN(number.doubleValue());
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty() && text.length() <= VERSION_MAX && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    private static boolean isFact(String text) {
        return !text.isEmpty() && text.length() <= FACT_MAX && text.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
