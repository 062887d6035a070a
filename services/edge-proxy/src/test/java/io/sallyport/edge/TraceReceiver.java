package io.sallyport.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A receiver of OTLP by HTTP that reads the protobuf by itself: nothing of what wrote it is used. */
final class TraceReceiver implements AutoCloseable {
    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** One span; ids in hex, the parent's empty for none. */
    record Received(
            String trace,
            String id,
            String parent,
            String name,
            int kind,
            Map<String, String> attributes,
            List<String> events,
            List<String> links,
            int status) {}

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    static TraceReceiver start() throws IOException {
        TraceReceiver receiver =
                new TraceReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/v1/traces", receiver::take);
        receiver.server.start();
        return receiver;
    }

    String config(String more) {
        return "tracing: {endpoint: 'http://127.0.0.1:" + server.getAddress().getPort() + "'" + more + "}\n";
    }

    List<Received> spans() {
        return spans;
    }

    private void take(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        if ("gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        if ("application/x-protobuf".equals(call.getRequestHeaders().getFirst("Content-Type"))) {
            for (Field resource : fields(body)) {
                for (Field scope : resource.inner(2)) {
                    scope.inner(2).forEach(span -> spans.add(span(span)));
                }
            }
        }
        call.sendResponseHeaders(200, -1);
        call.close();
    }

    private static Received span(Field span) {
        Map<String, String> attributes = new TreeMap<>();
        span.inner(9)
                .forEach(
                        pair -> attributes.put(pair.text(1), value(pair.inner(2).get(0))));
        return new Received(
                span.hex(1),
                span.hex(2),
                span.hex(4),
                span.text(5),
                (int) span.number(6),
                attributes,
                span.inner(11).stream().map(event -> event.text(2)).toList(),
                span.inner(13).stream()
                        .map(link -> link.hex(1) + "-" + link.hex(2))
                        .toList(),
                span.inner(15).isEmpty() ? 0 : (int) span.inner(15).get(0).number(3));
    }

    private static String value(Field value) {
        return value.inner(1).isEmpty() ? Long.toString(value.number(3)) : value.text(1);
    }

    /** A field of a message: a number, or bytes. */
    private record Field(int tag, long value, byte[] bytes) {
        List<Field> inner(int wanted) {
            return fields(bytes).stream().filter(field -> field.tag() == wanted).toList();
        }

        String text(int wanted) {
            List<Field> found = inner(wanted);
            return found.isEmpty() ? "" : new String(found.get(0).bytes(), StandardCharsets.UTF_8);
        }

        String hex(int wanted) {
            List<Field> found = inner(wanted);
            return found.isEmpty() ? "" : HexFormat.of().formatHex(found.get(0).bytes());
        }

        long number(int wanted) {
            List<Field> found = inner(wanted);
            return found.isEmpty() ? 0 : found.get(0).value();
        }
    }

    private static List<Field> fields(byte[] message) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer left = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (left.hasRemaining()) {
            long key = varint(left);
            int tag = (int) (key >>> 3);
            switch ((int) key & 7) {
                case 0 -> fields.add(new Field(tag, varint(left), new byte[0]));
                case 1 -> fields.add(new Field(tag, left.getLong(), new byte[0]));
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(left)];
                    left.get(bytes);
                    fields.add(new Field(tag, 0, bytes));
                }
                case 5 -> fields.add(new Field(tag, left.getInt(), new byte[0]));
                default -> throw new IllegalStateException("wire type " + (key & 7));
            }
        }
        return fields;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = from.get();
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
