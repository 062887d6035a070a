package io.sallyport.routing.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The cursors of one event loop, by track. They outlive the table, so that a new one (a reload, a change of health)
 * goes on where the last one was. Not thread-safe: owned by one event loop.
 */
public final class Cursors {
    private final int start;
    private final Map<String, Cursor> byTrack = new HashMap<>();

    /** Cursors that begin at {@code start}. Give each loop another number, or all loops begin with the same endpoint. */
    public Cursors(int start) {
        this.start = start;
    }

    /** The cursor of a track; made at the first use. */
    public Cursor of(Track track) {
        Cursor cursor = byTrack.get(track.id());
        return cursor == null ? added(track.id()) : cursor;
    }

    private Cursor added(String id) {
        Cursor cursor = new Cursor(start);
        byTrack.put(id, cursor);
        return cursor;
    }

    /** Forgets the tracks that a table does not have. Call it when the table is swapped: it bounds the memory. */
    public void retain(RouteTable table) {
        Set<String> ids = new HashSet<>();
        for (ClusterView cluster : table.clusters()) {
            cluster.tracks().forEach(track -> ids.add(track.id()));
        }
        byTrack.keySet().retainAll(ids);
    }

    /** How many tracks have a cursor. */
    public int size() {
        return byTrack.size();
    }
}
