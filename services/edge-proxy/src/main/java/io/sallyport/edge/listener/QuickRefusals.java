package io.sallyport.edge.listener;

import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ListenerFacts;
import io.sallyport.edge.exchange.ShedAnswer;
import io.sallyport.edge.netty.refusal.QuickRefusal;
import io.sallyport.edge.overload.Verdict;
import io.sallyport.edge.time.LoopClock;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Refusals in front of the codec: what each listener has answered last is what the next plain request of the same kind gets,
 * with one read and one write. The answer is made anew each second, and for each request of which a record is made. Owner: the loop's thread.
 */
final class QuickRefusals {
    private final LoopAdmission admission;
    private final Map<ListenerFacts, Prepared> prepared = new IdentityHashMap<>();
    /** Of a request that is on its way through the codec; {@code null} for none. */
    private Verdict early;

    /** Of a listener; as old as its last refusal that was made in the usual way. */
    private static final class Prepared {
        private byte[] answer = {};
        /** The same from a connection that is closed then. */
        private byte[] last = {};

        private String date = "";
    }

    QuickRefusals(LoopAdmission admission) {
        this.admission = admission;
    }

    /** What was decided of the request that comes out of the codec now; {@code null} for nothing. */
    Verdict early() {
        Verdict verdict = early;
        early = null;
        return verdict;
    }

    /** An exchange was refused in the usual way: the next plain request of its connection may get the same answer with less work. */
    void prepare(Exchange exchange, FrontProxies front) {
        byte[] answer = front.mayName(exchange.client()) ? null : ShedAnswer.again(exchange, false);
        if (answer != null) {
            LoopClock clock = exchange.loop().clock();
            Prepared kept = prepared.computeIfAbsent(exchange.listener(), first -> new Prepared());
            kept.answer = answer;
            kept.last = ShedAnswer.again(exchange, true);
            kept.date = clock.date();
            exchange.client().refuseQuickly(new OfConnection(exchange.client(), clock, kept));
        }
    }

    private final class OfConnection implements QuickRefusal.Judge {
        private final ClientConnection client;
        private final LoopClock clock;
        private final Prepared kept;
        private boolean closes;

        OfConnection(ClientConnection client, LoopClock clock, Prepared kept) {
            this.client = client;
            this.clock = clock;
            this.kept = kept;
        }

        @Override
        public boolean isWanted() {
            return !admission.isOpen();
        }

        @Override
        public byte[] refusal() {
            if (!client.mayRefuseQuickly()) {
                return null;
            }
            Verdict verdict = admission.verdict(client.address());
            if (verdict == Verdict.ADMITTED || admission.hasRecordsLeft() || !kept.date.equals(clock.date())) {
                early = verdict;
                return null;
            }
            admission.unrecorded(verdict);
            closes = admission.closes();
            return closes ? kept.last : kept.answer;
        }

        @Override
        public void refused() {
            if (closes) {
                client.close();
            } else {
                client.refusedQuickly(admission.restNanos());
            }
        }

        @Override
        public void passed() {
            early = null;
        }
    }
}
