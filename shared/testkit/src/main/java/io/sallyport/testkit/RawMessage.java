package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** An HTTP/1 message exactly as it was read from a socket, with what was wrong about it. */
public abstract sealed class RawMessage permits RawRequest, RawResponse {
    private final Head head;
    private final Body body;

    RawMessage(Head head, Body body) {
        this.head = head;
        this.body = body;
    }

    /** Start line and field lines with their line ends and the empty line, one character per byte (ISO-8859-1). */
    public final String head() {
        return head.text();
    }

    public final String startLine() {
        return head.startLine();
    }

    /** Field lines in the order of the wire. */
    public final List<RawField> fields() {
        return head.fields();
    }

    /** The value of the first field line with that name in any case. */
    public final Optional<String> field(String name) {
        return values(name).stream().findFirst();
    }

    /** The values of all field lines with that name in any case, in order. */
    public final List<String> values(String name) {
        return head.values(name);
    }

    /** The content without chunk framing: at most {@link MessageReader#KEPT} bytes of it, the rest is only counted. */
    public final byte[] body() {
        return body.kept().clone();
    }

    /** All bytes of content, also those not kept. */
    public final long bodyLength() {
        return body.length();
    }

    public final String bodyText() {
        return new String(body.kept(), UTF_8);
    }

    /** Field lines after a chunked body. */
    public final List<RawField> trailers() {
        return body.trailers();
    }

    /** Whether the message ended where its framing said, and not because the connection ended or failed. */
    public final boolean complete() {
        return body.complete();
    }

    /** Every departure from the grammar of HTTP/1.1 that was found, as text. */
    public final List<String> violations() {
        return body.violations();
    }

    /** Fails the test unless the message is complete and strictly valid. */
    public final void assertClean() {
        assertThat(violations()).as("violations in%n%s", head()).isEmpty();
        assertThat(complete()).as("complete: %s", startLine()).isTrue();
    }

    final Head parsedHead() {
        return head;
    }

    @Override
    public final String toString() {
        return head.text() + "[" + body.length() + " bytes" + (body.complete() ? "]" : ", cut off]");
    }

    /** The part before the content. */
    record Head(String text, String startLine, List<RawField> fields) {
        Head {
            fields = List.copyOf(fields);
        }

        List<String> values(String name) {
            return fields.stream()
                    .filter(field -> field.name().equalsIgnoreCase(name))
                    .map(RawField::value)
                    .toList();
        }

        /** One of the three words of the start line; the last one may hold spaces; empty if it is missing. */
        String word(int index) {
            String[] words = startLine.split(" ", 3);
            return index < words.length ? words[index] : "";
        }
    }

    /** The content and what came with it; arrays are not shared with the outside. */
    record Body(byte[] kept, long length, List<RawField> trailers, boolean complete, List<String> violations) {
        static Body none(List<String> violations) {
            return new Body(new byte[0], 0, List.of(), true, List.copyOf(violations));
        }
    }
}
