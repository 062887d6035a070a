package io.sallyport.kit.bus;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Binary messages between machines: IllegalArgumentException and nothing else for what is none, no count believed, and what
 * is read is written so that it reads as itself.
 */
public final class MessagesTarget {
    private static final List<WireForm<?>> FORMS = List.of(
            new AccessBatchForm(),
            new RecordsAnswerForm(),
            CacheForms.question(),
            CacheForms.answer(),
            CacheForms.fill(),
            CacheForms.chunk(),
            CacheForms.chunkQuestion(),
            CacheForms.note());

    private MessagesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        check(FORMS.get(in.octet() % FORMS.size()), in.rest());
    }

    private static <T> void check(WireForm<T> form, byte[] bytes) {
        try {
            T message = Cost.of(bytes.length, () -> form.decode(Buffer.buffer(bytes)));
            Buffer written = form.encode(message);
            Check.same(form.encode(form.decode(written)), written);
            Check.that(!(message instanceof CacheAnswer answer) || answer.kind() != null, "an answer of no kind");
        } catch (IllegalArgumentException refusal) {
            Check.that(refusal.getMessage() != null, "refused without a word");
        }
    }
}
