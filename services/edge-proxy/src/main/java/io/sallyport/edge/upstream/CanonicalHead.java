package io.sallyport.edge.upstream;

import io.sallyport.policy.engine.disclosure.FieldOrder;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Fields in an order and in a spelling that do not tell what software has written them. */
final class CanonicalHead {
    private static final String COOKIE = "Cookie";

    private CanonicalHead() {}

    /** A head that is complete but for what the connection adds. */
    static void order(MultiMap head) {
        List<Line> lines = new ArrayList<>(head.size());
        head.forEach((name, value) -> lines.add(new Line(FieldOrder.spelled(name), value)));
        lines.sort(Comparator.comparing(Line::name, FieldOrder.comparator()));
        head.clear();
        String cookies = null;
        for (Line line : lines) {
            if (line.name().equals(COOKIE)) { // HTTP/2 sends them one by one (RFC 9113 section 8.2.3)
                cookies = cookies == null ? line.value() : cookies + "; " + line.value();
                head.set(COOKIE, cookies);
            } else {
                head.add(line.name(), line.value());
            }
        }
    }

    private record Line(String name, String value) {}
}
