package io.sallyport.edge.netty;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http2.codec.Http2CodecServerChannelInitializer;
import io.vertx.core.http.impl.tcp.HttpServerConnectionHandler;
import io.vertx.core.http.impl.tcp.TcpHttpServer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerInternal;
import java.util.Set;

/**
 * Takes a connection in clear text over to HTTP/2 when its first bytes are the preface of that (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9113#section-3.3">RFC 9113 section 3.3</a>). Vert.x does so itself, but
 * tells of no connection before its first request, and lets nobody see the first byte.
 *
 * @param request   takes requests
 * @param connected is told of the connection anew
 */
public record PriorKnowledge(
        HttpServer server,
        Http2ServerConfig config,
        Handler<HttpServerRequest> request,
        Handler<HttpConnection> connected) {

    /** To be called before any byte has reached the codec; the connection as it was is not heard of any more. */
    public void takeOver(HttpConnection connection) {
        HttpServerConnection http1 = (HttpServerConnection) connection;
        ContextInternal context = http1.context();
        ChannelPipeline pipeline = http1.channelHandlerContext().pipeline();
        pipeline.remove("httpDecoder");
        pipeline.remove("httpEncoder");
        initializer(context).configureHttp2(context, pipeline, false);
    }

    private Http2CodecServerChannelInitializer initializer(ContextInternal context) {
        HttpServerConnectionHandler handler = new HttpServerConnectionHandler(
                (TcpHttpServer) ((HttpServerInternal) server).unwrap(),
                Set.of(HttpVersion.HTTP_2),
                "http://localhost",
                request,
                null,
                null,
                null,
                connected,
                failure -> {},
                config.getConnectionWindowSize());
        return new Http2CodecServerChannelInitializer(
                null, null, null, null, false, false, config, null, context::duplicate, handler, null, false);
    }
}
