package io.sallyport.cache.engine.stored;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import java.util.List;
import java.util.Optional;

/** Vary: the request that brought a response selects it, however its values are spelt; normal forms are final. */
public final class VaryKeyTarget {
    private static final String[] NAMES = {"accept-encoding", "accept-language", "x-a", "x-b"};
    private static final int CHARS_MAX = 8192;

    private VaryKeyTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        FieldNames vary = FieldNames.parse(List.of(in.word()));
        HeaderView request = request(in.words());
        Optional<VaryKey> key = Cost.of(input.length, () -> VaryKey.of(vary, request));
        Check.that(!vary.any() || key.isEmpty(), "a star, and stored");
        key.ifPresent(own -> {
            Check.that(own.matches(request), "not selected by its own request");
            Check.same(VaryKey.of(vary, HeaderList.copyOf(request)), key);
            Check.that(own.length() <= 2 * CHARS_MAX, own.length() + " characters");
        });
        for (String name : NAMES) {
            String value = SelectingValue.joined(request, name);
            if (value != null) {
                String normal = SelectingValue.normal(name, value);
                Check.same(SelectingValue.normal(name, normal), normal);
            }
        }
        Cost.atLength(input, bytes -> SelectingValue.normal("accept-encoding", Input.wire(bytes)));
        Cost.atLength(input, bytes -> SelectingValue.normal("x-a", Input.wire(bytes)));
    }

    private static HeaderView request(List<String> values) {
        String[] fields = new String[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            fields[2 * i] = NAMES[i % NAMES.length];
            fields[2 * i + 1] = values.get(i);
        }
        return HeaderList.of(fields);
    }
}
