package io.sallyport.edge.dial;

import io.sallyport.http.IpAddress;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Connects to the first of several addresses that accepts (<a
 * href="https://datatracker.ietf.org/doc/html/rfc8305#section-5">RFC 8305 section 5</a>): each gets a head start before the
 * next is tried beside it; a failure starts the next at once; whoever comes second is closed. At most {@value #MOST}
 * addresses, {@value #AT_ONCE} at a time. Owner: the loop's thread.
 */
final class Race {
    static final int MOST = 8;
    static final int AT_ONCE = 4;

    /** Runs a step later; gives a way to prevent it. */
    interface Delay {
        Runnable start(Runnable step);
    }

    private final Iterator<IpAddress> addresses;
    private final Function<IpAddress, Future<NetSocket>> attempt;
    private final Delay delay;
    private final Promise<NetSocket> won = Promise.promise();
    private Runnable preventNext = () -> {};
    private int running;
    private boolean over;
    private Throwable failure;

    private Race(List<IpAddress> addresses, Function<IpAddress, Future<NetSocket>> attempt, Delay delay) {
        this.addresses = addresses.subList(0, Math.min(MOST, addresses.size())).iterator();
        this.attempt = attempt;
        this.delay = delay;
    }

    /**
     * Starts it.
     *
     * @param addresses at least one, in the order in which they are tried
     * @param attempt   connects to one of them
     */
    static Race start(List<IpAddress> addresses, Function<IpAddress, Future<NetSocket>> attempt, Delay delay) {
        Race race = new Race(addresses, attempt, delay);
        if (addresses.isEmpty()) {
            race.over = true;
            race.won.fail("no address");
        }
        race.next();
        return race;
    }

    /** The winner's socket, or why the last one failed. */
    Future<NetSocket> winner() {
        return won.future();
    }

    /** Nobody wants a connection any more. */
    void cancel() {
        if (!over) {
            over = true;
            preventNext.run();
        }
    }

    private void next() {
        preventNext.run();
        preventNext = () -> {};
        if (over || running == AT_ONCE || !addresses.hasNext()) {
            return;
        }
        running++;
        Future<NetSocket> connecting = attempt.apply(addresses.next());
        if (addresses.hasNext()) {
            preventNext = delay.start(this::next);
        }
        connecting.onComplete(this::ended);
    }

    private void ended(AsyncResult<NetSocket> result) {
        running--;
        if (over) {
            if (result.succeeded()) {
                result.result().close();
            }
        } else if (result.succeeded()) {
            cancel();
            won.complete(result.result());
        } else {
            failure = result.cause();
            next();
            if (running == 0 && !addresses.hasNext()) {
                over = true;
                won.fail(failure);
            }
        }
    }
}
