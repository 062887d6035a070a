package io.sallyport.cache.flight;

import io.sallyport.cache.tier.GuardedStore;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches under way. The first to ask for what is not there gets a lease and fetches; others wait here until it has
 * brought the answer, until it says that there will be none, or until their time is over. When the lease ends without a
 * word, the next of them gets it.
 *
 * <p>All times are looked at by {@link #sweep}, which is called every {@link #SWEEP_MILLIS}.
 */
public final class Flights {
    public static final long SWEEP_MILLIS = 50;

    private static final int FLIGHTS_MAX = 8192;
    private static final int ELSEWHERE_MAX = 256;
    private static final int WAITERS_MAX = 16_384;
    private static final int WAITERS_OF_ONE_MAX = 1024;

    /** How often the store is looked at for what another instance's edge fetches: its answer does not come by here. */
    private static final long LOOK_NANOS = 250_000_000;

    /** What has come meanwhile: for each waiter its answer, or {@code null}. */
    public interface Arrivals {
        Future<Function<Waiter, @Nullable CacheAnswer>> look(byte[] key, String digest);
    }

    private final Leases leases;
    private final Arrivals arrivals;
    private final LongSupplier nanos;
    private final NotStored notStored;
    private final Metrics.Counter given;
    private final Metrics.Counter waits;
    private final Metrics.Counter turnedAway;
    private final Map<String, Flight> flights = new HashMap<>();
    private int waiting;
    private int elsewhere;
    private boolean closed;

    public Flights(GuardedStore store, Duration lease, Arrivals arrivals, LongSupplier nanos, Metrics metrics) {
        this.leases = new Leases(store, lease);
        this.arrivals = arrivals;
        this.nanos = nanos;
        this.notStored = new NotStored(nanos);
        this.given = metrics.counter("sallyport_cache_leases_total", "Leases given to edges that fetch for all.");
        this.waits = metrics.counter("sallyport_cache_waits_total", "Questions that waited for another edge's fetch.");
        this.turnedAway =
                metrics.counter("sallyport_cache_waits_refused_total", "Questions that found too many others waiting.");
        metrics.gauge("sallyport_cache_waiting", "Questions that wait for a fetch now.", () -> waiting);
    }

    /** Whether it is not worth looking for. */
    public boolean isNotStored(String id) {
        return notStored.knows(id);
    }

    /** Answers the waiter at once, or lets it wait. */
    public void join(String id, Waiter waiter) {
        Flight flight = flights.get(id);
        if (closed) {
            waiter.answer(CacheAnswer.alone());
        } else if (notStored.knows(id)) {
            waiter.answer(CacheAnswer.notStored());
        } else if (flight == null) {
            open(id, waiter);
        } else {
            wait(flight, waiter);
        }
    }

    private void open(String id, Waiter waiter) {
        if (flights.size() >= FLIGHTS_MAX) {
            turnedAway.increment();
            waiter.answer(CacheAnswer.alone());
            return;
        }
        Flight flight = new Flight(id, waiter);
        flights.put(id, flight);
        flight.add(waiter);
        waiting++;
        take(flight);
    }

    private void wait(Flight flight, Waiter waiter) {
        if (waiting >= WAITERS_MAX || flight.waiting() >= WAITERS_OF_ONE_MAX) {
            turnedAway.increment();
            waiter.answer(CacheAnswer.alone());
            return;
        }
        waits.increment();
        waiting++;
        flight.add(waiter);
    }

    private void take(Flight flight) {
        String token = Leases.token(flight.id());
        flight.asking(token);
        leases.take(flight.id(), token).onSuccess(ours -> taken(flight, token, ours));
    }

    private void taken(Flight flight, String token, boolean ours) {
        if (flights.get(flight.id()) != flight || !flight.token().equals(token)) {
            if (ours) {
                leases.release(flight.id(), token);
            }
        } else if (ours) {
            give(flight, token);
        } else if (elsewhere >= ELSEWHERE_MAX) {
            end(flight, waiter -> CacheAnswer.alone());
        } else {
            elsewhere++;
            flight.elsewhere(nanos.getAsLong() + LOOK_NANOS);
        }
    }

    /** Nobody is left to fetch: the lease is given back. */
    private void give(Flight flight, String token) {
        long now = nanos.getAsLong();
        waiting -= flight.expire(now);
        Waiter next = flight.next();
        if (next == null) {
            flights.remove(flight.id());
            leases.release(flight.id(), token);
            return;
        }
        waiting--;
        given.increment();
        flight.here(now + leases.lifeNanos());
        next.answer(CacheAnswer.fetch(token));
    }

    /** An answer has come, with this token or without one; those whom it does not suit are handed back. */
    public List<Waiter> landed(String id, String token, Function<Waiter, @Nullable CacheAnswer> answers) {
        notStored.forget(id);
        Flight flight = flights.get(id);
        List<Waiter> left = new ArrayList<>();
        if (flight != null) {
            waiting -= flight.takeIf(answers);
            if (!token.isEmpty() && flight.token().equals(token)) {
                remove(flight);
                for (Waiter waiter = flight.next(); waiter != null; waiter = flight.next()) {
                    left.add(waiter);
                }
                waiting -= left.size();
            }
        }
        return left;
    }

    /** Ends a lease in the store, when what it was for lies there. */
    public void release(String token) {
        leases.release(Leases.flightOf(token), token);
    }

    /** What an edge says about its fetch. */
    public void note(String token, LeaseNote.State state) {
        String id = Leases.flightOf(token);
        Flight flight = held(id, token);
        switch (state) {
            case UNDER_WAY -> {
                leases.renew(id, token);
                if (flight != null) {
                    flight.renew(nanos.getAsLong() + leases.lifeNanos());
                }
            }
            case GIVEN_UP -> {
                if (flight != null) {
                    passOn(flight);
                } else {
                    leases.release(id, token);
                }
            }
            case NOT_STORED -> {
                leases.notStored(id, token);
                notStored.remember(id);
                if (flight != null) {
                    forAWhile(flight);
                }
            }
        }
    }

    /** The flight whose lease was given here with this token, and is still held. */
    private @Nullable Flight held(String id, String token) {
        Flight flight = flights.get(id);
        boolean isHeld = flight != null
                && flight.state() == Flight.State.HERE
                && flight.token().equals(token);
        return isHeld ? flight : null;
    }

    private void forAWhile(Flight flight) {
        notStored.remember(flight.id());
        end(flight, waiter -> CacheAnswer.notStored());
    }

    /** To the next waiter; when there is none, the lease goes. */
    private void passOn(Flight flight) {
        String old = flight.token();
        waiting -= flight.expire(nanos.getAsLong());
        if (flight.waiting() == 0) {
            remove(flight);
            leases.release(flight.id(), old);
            return;
        }
        String token = Leases.token(flight.id());
        flight.asking(token);
        leases.pass(flight.id(), old, token).onSuccess(ours -> {
            if (ours || flights.get(flight.id()) != flight) {
                taken(flight, token, ours);
            } else {
                take(flight);
            }
        });
    }

    /** Ends waits and leases whose time is over, and looks for what other instances' edges have brought. */
    public void sweep() {
        long now = nanos.getAsLong();
        for (Flight flight : List.copyOf(flights.values())) {
            waiting -= flight.expire(now);
            if (flight.state() == Flight.State.ELSEWHERE && flight.waiting() == 0) {
                remove(flight);
            } else if (flight.isDue(now) && flight.state() == Flight.State.HERE) {
                passOn(flight);
            } else if (flight.isDue(now)) {
                look(flight, now);
            }
        }
    }

    private void look(Flight flight, long now) {
        flight.renew(now + LOOK_NANOS);
        arrivals.look(flight.key(), flight.digest())
                .compose(answers -> {
                    waiting -= flight.takeIf(answers);
                    return leases.isNotStored(flight.id());
                })
                .onSuccess(known -> {
                    if (flights.get(flight.id()) != flight || flight.state() != Flight.State.ELSEWHERE) {
                        return;
                    }
                    if (known) {
                        forAWhile(flight);
                    } else if (flight.waiting() > 0) {
                        elsewhere--;
                        take(flight);
                    }
                });
    }

    private void end(Flight flight, Function<Waiter, @Nullable CacheAnswer> answers) {
        remove(flight);
        waiting -= flight.takeIf(answers);
    }

    private void remove(Flight flight) {
        flights.remove(flight.id());
        if (flight.state() == Flight.State.ELSEWHERE) {
            elsewhere--;
        }
    }

    /** Everybody goes on alone; nobody waits any more. */
    public void close() {
        closed = true;
        for (Flight flight : List.copyOf(flights.values())) {
            end(flight, waiter -> CacheAnswer.alone());
        }
    }

    public long given() {
        return given.value();
    }

    public long waits() {
        return waits.value();
    }
}
