package io.sallyport.kit.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This release beside the one before it. {@code golden/previous} holds what that one writes; at a release the files of {@code
 * golden} are copied there. {@code forms.csv} says where each form is met: at which address, or under which key of the store.
 */
class NeighbourTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> NOW = forms("forms.csv");
    private static final Map<String, String> BEFORE = forms("previous/forms.csv");

    static Stream<String> formsOfBefore() {
        return BEFORE.keySet().stream();
    }

    static Stream<Arguments> read() {
        return Stream.concat(
                        WireTest.messages().map(message -> message.get()[0]),
                        WireTest.stored().map(message -> message.get()[0]))
                .map(sample -> Arguments.of(sample.getClass().getSimpleName(), sample));
    }

    /** A later one may add members, which the earlier one skips; nothing that the earlier one looks for may be gone or another. */
    @ParameterizedTest
    @MethodSource("formsOfBefore")
    void writesWhatThePreviousReleaseReadsOrWritesItElsewhere(String form) {
        boolean moved = !BEFORE.get(form).equals(NOW.get(form));

        assertThat(moved || isReadableAsBefore(form))
                .as(
                        "%s is no longer what the previous release reads at %s: keep its members and their kinds, or take the "
                                + "next number of the address and say so in forms.csv (CONTRIBUTING, change a form)",
                        form, BEFORE.get(form))
                .isTrue();
    }

    private static boolean isReadableAsBefore(String form) {
        String before = text("previous/" + form);
        String now = text(form);
        return form.endsWith(".hex") ? now.equals(before) : members(now).containsAll(members(before));
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsWhatThePreviousReleaseWrites(String name, Object sample) {
        boolean binary = BEFORE.containsKey(name + ".hex");
        if (!binary && !BEFORE.containsKey(name + ".json")) {
            return; // A form that is new.
        }
        String before = text("previous/" + name + (binary ? ".hex" : ".json"));
        Object read = binary ? decode(name, before) : JsonCodec.parse(Buffer.buffer(before), sample.getClass());

        assertThat(read).isInstanceOf(sample.getClass());
        if (!binary) {
            assertThat(members(JsonCodec.bytes(read).toString())).containsAll(members(before));
        }
    }

    /** What moved to another address does not have to be read; batches of records do, since they wait in the store. */
    private static Object decode(String name, String hex) {
        Buffer bytes = Buffer.buffer(HexFormat.of().parseHex(hex));
        return WireTest.messages()
                .filter(message -> message.get()[0].getClass().getSimpleName().equals(name))
                .map(message -> (RecordCodec<?>) message.get()[1])
                .map(codec -> (Object) codec.decodeFromWire(
                        0, Buffer.buffer().appendInt(bytes.length()).appendBuffer(bytes)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void knowsWhereEachFormIsMet() {
        Set<String> places = new TreeSet<>(Set.of(
                StoreKeys.snapshot(Subject.POLICY),
                StoreKeys.snapshot(Subject.ROUTES),
                StoreKeys.versions("c"),
                StoreKeys.healthChanges("c")));
        Arrays.stream(Addresses.class.getFields()).map(NeighbourTest::value).forEach(places::add);

        assertThat(places).containsAll(NOW.values());
        assertThat(NOW.keySet())
                .containsExactlyInAnyOrderElementsOf(read().map(form -> (String) form.get()[0])
                        .map(name -> NOW.containsKey(name + ".hex") ? name + ".hex" : name + ".json")
                        .toList());
    }

    private static String value(Field address) {
        try {
            return (String) address.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Where values are, and of which kind; elements of a list are taken together. */
    private static Set<String> members(String json) {
        try {
            Set<String> found = new TreeSet<>();
            collect(JSON.readTree(json), "", found);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, String path, Set<String> found) {
        if (!node.isNull()) {
            found.add(path + ' ' + node.getNodeType());
        }
        node.properties().forEach(member -> collect(member.getValue(), path + '.' + member.getKey(), found));
        if (node.isArray()) {
            node.forEach(element -> collect(element, path + "[]", found));
        }
    }

    private static Map<String, String> forms(String file) {
        Map<String, String> forms = new LinkedHashMap<>();
        text(file).lines().map(line -> line.split(",", 2)).forEach(row -> forms.put(row[0], row[1]));
        return forms;
    }

    private static String text(String name) {
        try (InputStream in = NeighbourTest.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden/" + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
