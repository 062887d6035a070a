package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Fields;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.edge.exchange.UpstreamAnswer;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;

/** An answer's fields as the cache may keep them: on the reverse side without those that tell a server's software. */
final class KeptFields {
    private KeptFields() {}

    static HeaderView of(Exchange exchange, UpstreamAnswer answer) {
        if (exchange.listener().forward()) {
            return new MapFields(answer.headers());
        }
        List<String> lines = new ArrayList<>(2 * answer.headers().size());
        answer.headers().forEach((name, value) -> {
            if (!Fields.tellsServer(name)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return HeaderList.of(lines.toArray(String[]::new));
    }
}
