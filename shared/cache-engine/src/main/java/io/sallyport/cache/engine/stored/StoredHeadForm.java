package io.sallyport.cache.engine.stored;

import io.sallyport.http.CacheControl;
import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.HeaderList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored head as bytes, for stores outside this process: a version, the head's components in their order, a CRC-32C of all
 * that. Numbers have seven bits in each byte, the lowest first; texts are UTF-8 with their length in front.
 *
 * <p>Directives are written as their text, because the fields they came from need not all be there any more; validators are
 * not written, because the fields have them. The sequence of purges comes back as {@link PurgeSequence#shared}.
 */
public final class StoredHeadForm {
    /** Raised when a component is added or means something else; another version's bytes count as damaged. */
    private static final int VERSION = 1;

    /** Several times what a head that was received can take. */
    private static final int BYTES_MAX = 1 << 20;

    private StoredHeadForm() {}

    public static byte[] write(StoredHead head) {
        FormWriter out = new FormWriter();
        out.oneByte(VERSION);
        out.number(head.status());
        out.number(head.fields().size());
        head.fields().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
        head.vary().write(out);
        out.number(head.timing().requestMillis());
        out.number(head.timing().responseMillis());
        out.number(head.timing().sequence());
        out.number(head.age().receivedMillis());
        out.number(head.age().initialMillis());
        out.text(head.control().toString());
        out.number(head.freshness().lifetimeSeconds());
        out.oneByte(head.freshness().source().ordinal());
        return out.sealed();
    }

    /** {@code null} for bytes that {@link #write} of this version has not made: damaged, cut short, or another's. */
    public static @Nullable StoredHead read(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            return null;
        }
        FormReader in = FormReader.of(bytes);
        if (in.isBroken() || in.oneByte() != VERSION) {
            return null;
        }
        int status = (int) in.number(999);
        HeaderList fields = fields(in);
        VaryKey vary = VaryKey.read(in);
        Timing timing = new Timing(
                in.number(Long.MAX_VALUE), in.number(Long.MAX_VALUE), PurgeSequence.shared(in.number(Long.MAX_VALUE)));
        ResponseAge age = new ResponseAge(in.number(Long.MAX_VALUE), in.number(ResponseAge.INITIAL_MAX_MILLIS));
        CacheControl control = CacheControl.parse(List.of(in.text()));
        long lifetime = in.number(DeltaSeconds.MAX);
        int source = in.oneByte();
        if (!in.isWhole() || vary == null || status < 200 || source >= FreshnessSource.values().length) {
            return null;
        }
        Freshness freshness = new Freshness(lifetime, FreshnessSource.values()[source]);
        return new StoredHead(status, fields, vary, timing, age, control, freshness, Validators.of(fields));
    }

    private static HeaderList fields(FormReader in) {
        int count = in.count();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count && !in.isBroken(); i++) {
            lines.add(in.text());
            lines.add(in.text());
        }
        return HeaderList.of(lines.toArray(String[]::new));
    }
}
