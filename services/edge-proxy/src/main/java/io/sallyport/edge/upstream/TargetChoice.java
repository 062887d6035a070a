package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.edge.wire.Wire;
import io.sallyport.http.IpAddress;
import java.util.Iterator;
import java.util.List;

/** The permitted addresses of a forward exchange's target, in turn. */
public final class TargetChoice implements OriginChoice {
    private final Iterator<IpAddress> addresses;
    private final int port;
    private final String name;

    /** @param name the target as the client names it; connections of different names are not shared */
    public TargetChoice(List<IpAddress> addresses, int port, String name) {
        this.addresses = addresses.iterator();
        this.port = port;
        this.name = name;
    }

    @Override
    public Origin next() {
        return addresses.hasNext() ? new Origin(addresses.next().toString(), port, name, Wire.PLAIN) : null;
    }

    @Override
    public Problem exhausted() {
        return Problem.of(Outcome.CONNECT_REFUSED, OutcomeText.of(Outcome.CONNECT_REFUSED));
    }
}
