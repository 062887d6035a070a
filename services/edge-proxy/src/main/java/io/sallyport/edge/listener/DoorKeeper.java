package io.sallyport.edge.listener;

import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.netty.door.ListeningChannel;
import io.sallyport.edge.overload.ClientKey;
import io.sallyport.edge.overload.Door;
import io.sallyport.edge.overload.Overload;
import io.sallyport.edge.overload.Verdict;
import io.sallyport.http.IpAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Turns away connections of a listener that are too many, before anything is read of them. Safe from any thread. */
final class DoorKeeper implements ListeningChannel.Keeper {
    /** For each loop, in a turn: a connection and its first request cost about as much as three requests on one that is open. */
    private static final int COMING = 16;

    /** In a tenth of a second, for each loop: some hundredths of its time. */
    private static final int TURNED_AWAY = 100;

    private final Door door;
    private final Overload overload;
    private final ClientFigures.Of counted;

    /** @param most connections of the listener; 0 for any number */
    DoorKeeper(int most, Overload overload, ClientFigures.Of counted) {
        this.door = new Door(most);
        this.overload = overload;
        this.counted = counted;
    }

    @Override
    public boolean admits(SocketAddress client) {
        boolean spent = client instanceof InetSocketAddress address
                && overload.turnsAway(ClientKey.of(IpAddress.of(address.getAddress())), System.nanoTime());
        Verdict verdict = door.enter(overload.memory(), overload.door(), spent);
        if (verdict != Verdict.ADMITTED) {
            counted.turnedAway(verdict.token());
        }
        return verdict == Verdict.ADMITTED;
    }

    @Override
    public int mostComing() {
        return COMING * overload.loops();
    }

    @Override
    public int mostTurnedAway() {
        return overload.isCostly() ? TURNED_AWAY * overload.loops() : Integer.MAX_VALUE;
    }

    @Override
    public void stale() {
        counted.turnedAway(Verdict.DOOR.token());
    }

    @Override
    public void gone() {
        door.leave();
    }

    @Override
    public void failed(Throwable cause) {
        counted.notAccepted();
    }
}
