package io.sallyport.edge.socks;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.client.ForeignClient;
import io.sallyport.edge.netty.ForeignHandshake;
import io.sallyport.edge.netty.ForeignHandshake.Turn;
import io.sallyport.edge.netty.PrefaceWatch.Finding;
import io.sallyport.edge.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One client of a listener that serves SOCKS. Its request becomes a CONNECT with {@code Proxy-Authorization}; a handshake
 * that has failed becomes a request too, one that is refused, so that it is counted and recorded like any other. Owner:
 * the loop's thread.
 */
final class SocksClient implements ForeignClient, ForeignHandshake.Script {
    private static final byte[] ONE_ANSWER = "Connection: close\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocksHandshake handshake;
    private final boolean mixed;
    /** {@code null} where HTTP/2 is not begun in this way. */
    private final Runnable http2;

    private boolean speaksHttp2;
    private SocksVersion version = SocksVersion.V5;
    private String protocol = "";
    private Problem problem;
    /** What the client is told in any case; {@code null}: what fits the answer. */
    private byte[] reply;

    private Outcome outcome;

    /**
     * @param mixed whether clients may speak HTTP as well
     * @param http2 takes the connection over to HTTP/2; {@code null} where that is not begun in clear text
     */
    SocksClient(SocksLogin login, boolean mixed, Runnable http2) {
        this.handshake = new SocksHandshake(login);
        this.mixed = mixed;
        this.http2 = http2;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public Problem problem() {
        return problem;
    }

    @Override
    public void refused(Outcome ending) {
        outcome = ending;
    }

    @Override
    public Turn read(ByteBuffer bytes) {
        if (protocol.isEmpty() && bytes.hasRemaining()) {
            int first = bytes.get(bytes.position());
            if (!SocksHandshake.begins(first)) {
                return http(bytes);
            }
            version = first == 4 ? SocksVersion.V4 : SocksVersion.V5;
            protocol = version.word();
        }
        SocksStep step = handshake.next(bytes);
        if (step instanceof SocksStep.Ask ask) {
            return ask(ask.request());
        }
        if (step instanceof SocksStep.Fail fail) {
            return fail(fail);
        }
        return step instanceof SocksStep.Say say ? new Turn(Turn.Kind.SAY, say.reply()) : Turn.WAIT;
    }

    /** Who has mistaken the port gets an answer in HTTP. */
    private Turn http(ByteBuffer bytes) {
        if (!mixed) {
            problem = problem(SocksFault.NOT_SOCKS);
        } else if (http2 != null) {
            Finding finding = Finding.of(bytes);
            speaksHttp2 = finding == Finding.HTTP2;
            return finding == Finding.OPEN ? Turn.WAIT : Turn.PASS;
        }
        return Turn.PASS;
    }

    @Override
    public void passing() {
        if (speaksHttp2) {
            http2.run();
        }
    }

    private Turn ask(SocksRequest request) {
        version = request.version();
        protocol = version.word();
        boolean served = request.command().equals(SocksRequest.CONNECT);
        if (!served) {
            problem = Problem.of(Outcome.NOT_SERVED, "Of the commands of SOCKS only CONNECT is served.");
        }
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        text(
                head,
                request.command() + " " + request.authority() + " HTTP/1.1\r\nHost: " + request.authority() + "\r\n");
        if (request.credential() != null) {
            text(head, "Proxy-Authorization: Basic ");
            head.writeBytes(Base64.getEncoder().encode(request.credential()));
            text(head, "\r\n");
        }
        return end(head, !served);
    }

    private Turn fail(SocksStep.Fail fail) {
        problem = problem(fail.fault());
        reply = fail.reply();
        ByteArrayOutputStream head = new ByteArrayOutputStream(64);
        text(head, "CONNECT * HTTP/1.1\r\nHost: *\r\n");
        return end(head, true);
    }

    private static Problem problem(SocksFault fault) {
        return Problem.of(fault.outcome(), fault.detail());
    }

    private static Turn end(ByteArrayOutputStream head, boolean last) {
        if (last) {
            head.writeBytes(ONE_ANSWER);
        }
        text(head, "\r\n");
        return new Turn(Turn.Kind.ASK, head.toByteArray());
    }

    private static void text(ByteArrayOutputStream to, String ascii) {
        to.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public byte[] answer(int status) {
        if (reply != null) {
            return reply;
        }
        return version.reply(outcome == null ? SocksReply.of(status) : SocksReply.of(outcome));
    }
}
