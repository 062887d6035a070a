package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.TunnelsConfig;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.netty.relay.FirstBytes;
import io.sallyport.http.Authority;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.tls.Hello;
import io.sallyport.http.tls.HelloReader;
import io.sallyport.http.tls.NameCheck;
import io.sallyport.policy.engine.Verdict;
import java.nio.ByteBuffer;

/**
 * Looks whether the name in a tunnel's TLS handshake is the one that it was opened for, before a byte of it goes on. A
 * tunnel to an address is judged by the rules a second time, under the name that shows. What is not TLS passes.
 */
final class NameGate implements FirstBytes {
    /** The rule that a record names for a name that is not the tunnel's. */
    static final String RULE = "sni";

    private final Tunnel tunnel;
    private final boolean enforce;
    private final boolean encryptedWrong;
    private final HelloReader reader = new HelloReader();

    NameGate(Tunnel tunnel, TunnelsConfig config) {
        this.tunnel = tunnel;
        this.enforce = config.sni() == TunnelsConfig.Check.ENFORCE;
        this.encryptedWrong = config.ech() == TunnelsConfig.Ech.BLOCK;
    }

    @Override
    public Answer next(ByteBuffer bytes) {
        Hello hello = reader.next(bytes);
        return hello == Hello.PENDING ? Answer.MORE : judge(hello);
    }

    @Override
    public Answer end() {
        return judge(reader.result());
    }

    private Answer judge(Hello hello) {
        Exchange exchange = tunnel.exchange();
        NameCheck check = NameCheck.of(exchange.facts().authority().host(), hello, encryptedWrong);
        if (check.isWrong()) {
            return wrong(exchange);
        }
        return check == NameCheck.OF_ADDRESS ? ask(exchange, ((Hello.Client) hello).name()) : Answer.PASS;
    }

    private Answer wrong(Exchange exchange) {
        if (!enforce) {
            exchange.passport().reportedBy(RULE);
            return Answer.PASS;
        }
        exchange.blockedBy(RULE);
        tunnel.close(Outcome.NAME_MISMATCH);
        return Answer.STOP;
    }

    private Answer ask(Exchange exchange, String name) {
        RequestFacts asked = exchange.facts();
        RequestFacts facts =
                asked.withAuthority(new Authority(name, asked.authority().port()));
        Verdict verdict = Recheck.of(exchange.snapshots().policy(), facts, exchange, tunnel.destination());
        if (!Recheck.forbids(verdict, facts, exchange)) {
            return Answer.PASS;
        }
        if (!enforce) {
            exchange.passport().reportedBy(verdict.rule());
            return Answer.PASS;
        }
        exchange.blockedBy(verdict.rule());
        if (verdict instanceof Verdict.Block block) {
            exchange.passport().listedOn(block.list());
        }
        tunnel.close(Outcome.RULE_BLOCKED);
        return Answer.STOP;
    }
}
