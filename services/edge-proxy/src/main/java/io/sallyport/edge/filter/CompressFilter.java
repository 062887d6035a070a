package io.sallyport.edge.filter;

import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.edge.answer.BodyTransform;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.compress.Compressor;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.MapFields;
import io.sallyport.http.FieldNames;
import io.sallyport.routing.compress.CodedTags;
import io.sallyport.routing.compress.CodingChoice;
import io.sallyport.routing.compress.CompressView;
import io.sallyport.routing.compress.CompressView.Judgement;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/**
 * Compresses answers as the route says, before the cache sees them: it keeps each coding as a variant of its own, and a
 * hit costs nothing.
 */
final class CompressFilter implements Filter {
    private final Compressor compressor;

    CompressFilter(Compressor compressor) {
        this.compressor = compressor;
    }

    @Override
    public Step request(Exchange exchange) {
        return Step.NEXT;
    }

    @Override
    public Step response(Exchange exchange, UpstreamAnswer answer) {
        CompressView rules =
                exchange.listener().forward() ? null : exchange.route().route().compress();
        if (rules == null || answer.replacement() != null) {
            return Step.NEXT;
        }
        MultiMap request = exchange.request().headers();
        if (answer.status() == 304) {
            notModified(exchange, answer.headers());
        } else if (rules.judge(answer.status(), new MapFields(request), new MapFields(answer.headers()))
                == Judgement.COMPRESSIBLE) {
            varies(answer.headers());
            CodingChoice choice = rules.choose(request.getAll("accept-encoding"), compressor::has);
            if (choice.coding() != null) {
                compress(exchange, answer, choice.coding());
            }
        }
        return Step.NEXT;
    }

    /** A body that ends with its connection has no place for a coding's end; who speaks HTTP/1.0 gets it plain. */
    private void compress(Exchange exchange, UpstreamAnswer answer, Coding coding) {
        if (exchange.request().version() == HttpVersion.HTTP_1_0) {
            return;
        }
        if (!exchange.request().method().equals(HttpMethod.HEAD)) {
            BodyTransform body = answer.length() == 0 ? null : compressor.begin(coding, answer.length() < 0);
            if (body == null) {
                return;
            }
            answer.transform(body);
        }
        MultiMap fields = answer.headers();
        fields.set("content-encoding", CodingChoice.token(coding));
        fields.remove("content-length");
        fields.remove("accept-ranges");
        String tag = fields.get("etag");
        if (tag != null) {
            set(fields, "etag", CodedTags.weak(tag));
        }
    }

    /** The client, or the cache, may hold a compressed body: its tag stays weak, and it stays a variant. */
    private static void notModified(Exchange exchange, MultiMap fields) {
        varies(fields);
        String tag = fields.get("etag");
        List<String> asked = exchange.conditional() != null
                ? exchange.conditional().all("if-none-match")
                : exchange.request().headers().getAll("if-none-match");
        String told = tag == null ? null : CodedTags.ofNotModified(tag, asked);
        if (told == null || !told.equals(tag)) {
            set(fields, "etag", told);
            fields.remove("accept-ranges");
        }
    }

    private static void varies(MultiMap fields) {
        FieldNames vary = FieldNames.parse(fields.getAll("vary"));
        if (!vary.any() && !vary.contains("accept-encoding")) {
            fields.add("vary", "Accept-Encoding");
        }
    }

    private static void set(MultiMap fields, String name, String value) {
        if (value == null) {
            fields.remove(name);
        } else {
            fields.set(name, value);
        }
    }
}
