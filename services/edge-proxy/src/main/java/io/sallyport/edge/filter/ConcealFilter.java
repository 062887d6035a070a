package io.sallyport.edge.filter;

import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.problem.StatusText;
import io.sallyport.routing.conceal.AddressRewrite;
import io.sallyport.routing.conceal.ConcealView;
import io.sallyport.routing.conceal.ErrorPage;
import io.sallyport.routing.conceal.OurAddress;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what tells of our servers from clients, as the route says. Works on the answer before the cache sees it, so a
 * stored answer is as clean as a relayed one. On the forward side the servers are not ours, and nothing is done. Owner:
 * one loop's thread.
 */
final class ConcealFilter implements Filter {
    private final List<String> hidden = new ArrayList<>();
    private final List<String> addressed = new ArrayList<>();

    @Override
    public Step request(Exchange exchange) {
        return Step.NEXT;
    }

    @Override
    public Step response(Exchange exchange, UpstreamAnswer answer) {
        if (exchange.listener().forward()) {
            return Step.NEXT;
        }
        ConcealView rules = exchange.route().route().conceal();
        boolean replaced = rules.replaces(answer.status()) && !isGrpc(answer);
        MultiMap fields = answer.headers();
        sort(fields, rules, replaced);
        hidden.forEach(fields::remove);
        if (!addressed.isEmpty() && rules.addresses() != null) {
            rewrite(exchange, fields, rules.addresses());
        }
        if (replaced) {
            replace(exchange, answer);
        }
        if (!rules.server().isEmpty()) {
            fields.set("server", rules.server());
        }
        return Step.NEXT;
    }

    /** One walk for all names; they are taken out after it, because the walk does not bear that. */
    private void sort(MultiMap fields, ConcealView rules, boolean replaced) {
        hidden.clear();
        addressed.clear();
        fields.forEach((name, value) -> {
            if (rules.hides(name) || (replaced && !ErrorPage.keeps(name))) {
                hidden.add(name);
            } else if (AddressRewrite.concerns(name) && addressed.stream().noneMatch(name::equalsIgnoreCase)) {
                addressed.add(name);
            }
        });
    }

    private void rewrite(Exchange exchange, MultiMap fields, AddressRewrite addresses) {
        OurAddress ours =
                new OurAddress(exchange.facts().scheme(), exchange.facts().authority());
        for (String name : addressed) {
            List<String> values = fields.getAll(name);
            List<String> rewritten = new ArrayList<>(values.size());
            boolean same = true;
            for (String value : values) {
                String ourValue = addresses.field(name, value, ours);
                same &= ourValue.equals(value);
                rewritten.add(ourValue);
            }
            if (!same) {
                fields.set(name, rewritten);
            }
        }
    }

    private static boolean isGrpc(UpstreamAnswer answer) {
        String type = answer.headers().get("content-type");
        return type != null && type.startsWith("application/grpc");
    }

    private static void replace(Exchange exchange, UpstreamAnswer answer) {
        int status = answer.status();
        ErrorPage page = ErrorPage.of(
                status, StatusText.of(status), exchange.request().headers().get("accept"));
        Buffer body = Buffer.buffer(page.body());
        MultiMap fields = answer.headers();
        fields.set("content-type", page.type());
        fields.set("content-length", Integer.toString(body.length()));
        fields.add("vary", "Accept");
        if (!exchange.request().method().equals(HttpMethod.HEAD)) {
            answer.replacement(body);
        }
    }
}
