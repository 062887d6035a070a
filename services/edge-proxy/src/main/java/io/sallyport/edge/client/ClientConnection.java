package io.sallyport.edge.client;

import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.netty.Abort;
import io.sallyport.edge.netty.Reading;
import io.sallyport.edge.netty.parting.Farewell;
import io.sallyport.edge.netty.parting.GoingAway;
import io.sallyport.edge.netty.refusal.QuickRefusal;
import io.sallyport.edge.time.Deadlines;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.http.IpAddress;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import javax.net.ssl.SSLSession;

/** A client's connection and what is open on it. Owner: the loop's thread. */
public final class ClientConnection extends Deadlines.Entry {
    private final HttpConnection connection;
    private final IpAddress address;
    private final String addressText;
    private final LoopClock clock;
    private final ClientLimits limits;
    private final long idleNanos;
    private final boolean http1;
    private final boolean http3;
    private final String tls;
    private final HostMemo hosts = new HostMemo();
    private int exchanges;
    /** When the last exchange ended; 0 before. */
    private long idleSince;

    private ClientCertificate certificate;
    private boolean certificateKnown;
    private ForeignClient foreign;
    private boolean tunnel;
    private boolean closing;
    /** Negative: nobody has asked to end. */
    private long lingerNanos = -1;

    private boolean saidClose;
    private boolean asked;
    private boolean resting;
    /** {@code null} until a request was refused for overload. */
    private QuickRefusal refusal;

    private long refusedNanos;
    private Runnable whenGone = () -> {};

    public ClientConnection(HttpConnection connection, IpAddress address, LoopClock clock, ClientLimits limits) {
        this.connection = connection;
        this.address = address;
        this.addressText = address.toString();
        this.clock = clock;
        this.limits = limits;
        this.idleNanos = limits.config().idle().toNanos();
        HttpVersion version = connection.protocolVersion();
        this.http1 = version == HttpVersion.HTTP_1_0 || version == HttpVersion.HTTP_1_1;
        this.http3 = version == HttpVersion.HTTP_3;
        this.tls = connection.isSsl() ? version(connection.sslSession()) : "";
        due(clock.nanos() + limits.config().headerTimeout().toNanos());
    }

    private ClientConnection(ClientConnection of) {
        this.connection = null;
        this.address = of.address;
        this.addressText = of.addressText;
        this.clock = of.clock;
        this.limits = of.limits;
        this.idleNanos = of.idleNanos;
        this.http1 = false;
        this.http3 = false;
        this.tls = of.tls;
        this.certificate = of.certificate();
        this.certificateKnown = true;
        this.closing = true;
    }

    /** The same client by no connection, for what is done in its name without it. */
    public ClientConnection absent() {
        return new ClientConnection(this);
    }

    public IpAddress address() {
        return address;
    }

    /** The address as text, made once. */
    public String addressText() {
        return addressText;
    }

    /** The authority that the last request named. */
    public HostMemo hosts() {
        return hosts;
    }

    /** Whether requests come one after the other, with framing of HTTP/1; else each has a stream of its own. */
    public boolean isHttp1() {
        return http1;
    }

    /** The same of the client itself: it may send another request behind one that was refused. */
    public boolean asksInHttp1() {
        return http1 && (foreign == null || foreign.protocol().isEmpty());
    }

    /** Whether it goes over QUIC. */
    public boolean isHttp3() {
        return http3;
    }

    /** Some engines say nothing of a session over QUIC, which is always of this version (RFC 9001). */
    private static String version(SSLSession session) {
        return session == null ? "TLSv1.3" : session.getProtocol();
    }

    /** Version of TLS, such as {@code TLSv1.3}; empty in clear text. */
    public String tls() {
        return tls;
    }

    /** The certificate that the client has shown, verified; {@code null} for none. */
    public ClientCertificate certificate() {
        if (!certificateKnown) {
            certificateKnown = true;
            certificate = connection.isSsl() ? ClientCertificate.of(connection.sslSession()) : null;
        }
        return certificate;
    }

    /** Who speaks another protocol than HTTP on it; {@code null} for nobody. */
    public ForeignClient foreign() {
        return foreign;
    }

    public void foreign(ForeignClient other) {
        foreign = other;
    }

    /** Sets who is to know when the connection is gone. */
    public void whenGone(Runnable step) {
        whenGone = step;
    }

    /** The connection is gone; a second call is harmless. */
    public void gone() {
        whenGone.run();
    }

    /**
     * The bytes belong to a tunnel from now on; the tunnel watches its own idle time, and calls {@link #gone}: the
     * connection itself hears of nothing any more.
     */
    public void becomeTunnel() {
        tunnel = true;
        due(Long.MAX_VALUE);
    }

    /** Whether its bytes belong to a tunnel. */
    public boolean isTunnel() {
        return tunnel;
    }

    /** Whether an HTTP/1.1 request says that a body follows. */
    public static boolean announcesBody(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** A request has come; exactly one {@link #exchangeEnded} follows. */
    public void exchangeStarted(HttpServerRequest request) {
        asked = true;
        wake(); // by what was read already
        if (refusal != null) {
            refusal.exchangeStarted(announcesBody(request));
        }
        exchanges++;
        due(Long.MAX_VALUE);
    }

    /** A request has been dealt with, now. */
    public void exchangeEnded(long nowNanos) {
        exchanges--;
        if (exchanges > 0 || tunnel) {
            return;
        }
        if (refusal != null) {
            refusal.exchangesEnded();
        }
        idleSince = nowNanos;
        if (saidClose && isEnding() && !closing) {
            close();
        } else {
            due(nowNanos + (isEnding() && http1 && !closing ? lingerNanos : idleNanos));
        }
    }

    private boolean isEnding() {
        return lingerNanos >= 0;
    }

    /** The answer under way tells the client that it is the last one. */
    public void saysClose() {
        saidClose = true;
    }

    /** Whether the client has been told that no further answer comes; then none of its requests is read any more. */
    public boolean isDone() {
        return http1 && saidClose;
    }

    /** Exchanges that are not over. */
    public int exchanges() {
        return exchanges;
    }

    /** What the client may ask for. */
    public ClientLimits limits() {
        return limits;
    }

    /** Time without progress after which the client counts as gone. */
    public long idleNanos() {
        return idleNanos;
    }

    /**
     * Closes the connection behind its last byte, or without the rest when the client does not take it in time. QUIC
     * knows no last byte of a connection; what is open on one that is closed breaks off.
     */
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        wake();
        if (http3) {
            Abort.now(connection);
            return;
        }
        due(clock.nanos() + idleNanos);
        connection.close();
    }

    /**
     * Ends the connection without losing a request: the next answer by HTTP/1 is the last one, and who keeps a connection
     * may still send one in this time. By HTTP/2 the client is told to ask elsewhere, and what it has asked before it
     * could know is answered. A tunnel hears of the drain from elsewhere, and HTTP/3 from its server.
     *
     * @param nanos time for requests that are on their way
     */
    public void end(long nanos) {
        if (tunnel || http3 || closing) {
            return;
        }
        wake();
        Farewell.prepare(connection);
        lingerNanos = nanos;
        if (!http1) {
            GoingAway.soon(connection);
        }
        if (exchanges == 0 && http1) {
            due(clock.nanos() + nanos);
        }
    }

    /** The time of {@link #end} is over: no new stream of HTTP/2 is taken any more, and those that are open end within the limit. */
    public void lastCall(Duration limit) {
        if (!tunnel && !http1 && !http3 && !closing) {
            GoingAway.now(connection);
            connection.shutdown(limit);
        }
    }

    /** Closes the connection without what is still queued. */
    public void abort() {
        closing = true;
        Abort.now(connection);
    }

    /** Has plain requests refused in front of the codec from now on, if nothing is against it. */
    public void refuseQuickly(QuickRefusal.Judge judge) {
        boolean fit = http1 && foreign == null && !tunnel && !saidClose && !isEnding() && !closing;
        if (fit && (refusal == null || refusal.isLost())) {
            refusal = QuickRefusal.expect(connection, judge);
        }
    }

    /** Whether one may be refused in front of the codec now. */
    public boolean mayRefuseQuickly() {
        return exchanges == 0 && !tunnel && !saidClose && !isEnding() && !closing;
    }

    /**
     * A request was refused in front of the codec. Who asks again at once is not read for a while.
     *
     * @param restNanos how long, and what counts as at once
     */
    public void refusedQuickly(long restNanos) {
        long now = clock.nanos();
        idleSince = now;
        asked = true;
        if (now - refusedNanos < restNanos) {
            rest(restNanos);
        } else {
            due(now + idleNanos);
        }
        refusedNanos = now;
    }

    /** Reads nothing of the client for a while, if no exchange is under way and none of its bytes are still to be read. */
    public void rest(long nanos) {
        if (exchanges == 0 && !closing && !tunnel && !isEnding()) {
            resting = true;
            Reading.stop(connection);
            due(clock.nanos() + nanos);
        }
    }

    private void wake() {
        if (resting) {
            resting = false;
            Reading.go(connection);
        }
    }

    /** Closes the connection if no exchange uses it, and has not for so long. */
    public void closeIfIdle(long nanos) {
        if (exchanges == 0 && !tunnel && idleSince != 0 && clock.nanos() - idleSince > nanos) {
            close();
        }
    }

    @Override
    protected void expired() {
        if (resting) {
            wake();
            due(clock.nanos() + idleNanos);
        } else if (closing) {
            Abort.now(connection);
        } else {
            if (!isEnding()) {
                limits.hit(asked ? Limit.IDLE : Limit.HEADER_TIMEOUT);
            }
            close();
        }
    }
}
