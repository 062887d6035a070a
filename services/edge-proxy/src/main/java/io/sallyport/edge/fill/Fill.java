package io.sallyport.edge.fill;

import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.cache.EncodedFields;
import io.sallyport.edge.cache.LentBodies;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A response on its way from a server, shared by all who read it. Its source brings pieces at its own speed; each
 * reader takes them at its own, from the first one on. What has come is held until the end, when it is kept whole.
 *
 * <p>A body that turns out too large, or for which there is no room, is let go behind the slowest reader, and the source
 * is held back to keep within a window; nobody can begin to read it any more. A body that does not come whole ends for
 * every reader as one that was cut.
 *
 * <p>One thread brings pieces; any threads read. Thread-safe by its own lock, which is never held over a call to others.
 */
public final class Fill implements Stored {
    /** Bytes that a body which is not kept whole may run ahead of its slowest reader. */
    static final int WINDOW = 256 * 1024;

    private enum State {
        COMING,
        WHOLE,
        CUT
    }

    private final StoredHead head;
    private final long length;
    private final FillRoom room;
    private final Keeper keeper;
    private final Set<Cursor> open = new HashSet<>(4);
    private Pieces pieces = new Pieces();
    private List<Cursor> hungry = new ArrayList<>(2);
    private FillSource source;
    private volatile EncodedFields fields;
    private State state = State.COMING;
    private Outcome why;
    private Buffer body;
    private long come;
    private long charged;
    /** Bytes that those who read on keep in memory, be they stored or not. */
    private long lent;

    private boolean heldBack;

    /**
     * @param length bytes that the head promises; -1 when it does not say
     * @param keeper hears what becomes of it
     */
    public Fill(StoredHead head, long length, FillRoom room, Keeper keeper) {
        this.head = head;
        this.length = length;
        this.room = room;
        this.keeper = keeper;
        room.begun();
    }

    /** Sets where it comes from; to be called once, before the first piece. */
    public void from(FillSource bringing) {
        source = bringing;
    }

    @Override
    public StoredHead head() {
        return head;
    }

    /** The fields as they go out, encoded at the first call. */
    public EncodedFields fields() {
        EncodedFields made = fields;
        if (made == null) {
            made = EncodedFields.of(head.fields(), head.status() == 204 ? -1 : (int) length);
            fields = made;
        }
        return made;
    }

    /** Body bytes that the head promises; -1 when it does not say. */
    public long length() {
        return length;
    }

    /** Takes a piece, which nobody changes afterwards; {@code false} when no more is to come until the source hears so. */
    public boolean add(Buffer piece) {
        boolean more = append(piece);
        wake();
        return more;
    }

    /** Takes the last piece, so that readers get it together with the end. */
    public void end(Buffer last) {
        append(last);
        end();
    }

    private boolean append(Buffer piece) {
        boolean givenUp;
        boolean more;
        synchronized (this) {
            if (state != State.COMING) {
                return true;
            }
            come += piece.length();
            givenUp = pieces.isWhole() && !mayHold(piece);
            pieces.add(piece);
            if (givenUp) {
                pieces.letGoOfRead();
            }
            give();
            heldBack = !pieces.isWhole() && pieces.held() > WINDOW;
            more = !heldBack;
        }
        if (givenUp) {
            keeper.givenUp();
            stopIfUnread();
        }
        return more;
    }

    private boolean mayHold(Buffer piece) {
        int cost = Pieces.cost(piece);
        if (!room.admits(come) || !room.take(cost, come)) {
            return false;
        }
        charged += cost;
        return true;
    }

    /** Gives back what is no longer held; what a window holds is not counted. */
    private void give() {
        if (!pieces.isWhole() && charged > pieces.held()) {
            room.give(charged - pieces.held());
            charged = pieces.held();
        }
    }

    /** All of the body has come. One that is not as long as was promised is cut. */
    public void end() {
        if (length >= 0 && come != length) {
            cut(Outcome.ANSWER_INCOMPLETE);
            return;
        }
        Pieces kept;
        synchronized (this) {
            if (state != State.COMING) {
                return;
            }
            kept = pieces.isWhole() ? pieces : null;
        }
        // Only this thread adds pieces, so they can be joined, and be kept, before readers learn of the end.
        Buffer joined = kept == null ? null : kept.joined((int) come);
        keeper.whole(joined);
        synchronized (this) {
            body = joined;
            finish(State.WHOLE);
            lend();
        }
        wake();
    }

    /** It will not come whole, and this is why. */
    public void cut(Outcome outcome) {
        synchronized (this) {
            if (state != State.COMING) {
                return;
            }
            why = outcome;
            finish(State.CUT);
        }
        keeper.cut();
        wake();
    }

    private void finish(State ending) {
        state = ending;
        room.give(charged);
        charged = 0;
        room.ended();
        if (body != null || ending == State.CUT) {
            pieces = new Pieces();
            open.forEach(cursor -> cursor.at = null);
        }
    }

    private void lend() {
        if (body != null && body.length() > LentBodies.LEAST && !open.isEmpty()) {
            lent = body.length();
            room.lend(lent);
        }
    }

    private void wake() {
        List<Cursor> woken;
        synchronized (this) {
            if (hungry.isEmpty()) {
                return;
            }
            woken = hungry;
            hungry = new ArrayList<>(woken.size());
        }
        woken.forEach(Cursor::wake);
    }

    /**
     * Begins to read.
     *
     * @param more called, on any thread, when there is more to read after {@link Cursor#next} has found nothing
     * @return {@code null} when its beginning is gone, or it was cut
     */
    public Cursor open(Runnable more) {
        Cursor cursor;
        synchronized (this) {
            if (state == State.CUT || (body == null && !pieces.isWhole())) {
                return null;
            }
            cursor = new Cursor(this, more, body == null ? pieces.enter() : null);
            open.add(cursor);
            if (lent == 0) {
                lend();
            }
            if (open.size() > 1 || state != State.COMING) {
                return cursor;
            }
        }
        source.readersChanged();
        return cursor;
    }

    void close(Cursor cursor) {
        boolean resume;
        boolean unread;
        synchronized (this) {
            open.remove(cursor);
            hungry.remove(cursor);
            if (open.isEmpty() && lent > 0) {
                room.back(lent);
                lent = 0;
            }
            if (cursor.at != null) {
                pieces.leave(cursor.at);
                cursor.at = null;
            }
            resume = afterReading();
            unread = open.isEmpty() && state == State.COMING;
        }
        if (unread) {
            source.readersChanged();
            stopIfUnread();
        }
        if (resume) {
            source.resume();
        }
    }

    /** A body that is neither read nor kept need not come. */
    private void stopIfUnread() {
        boolean useless;
        synchronized (this) {
            useless = open.isEmpty() && state == State.COMING && !pieces.isWhole();
        }
        if (useless) {
            source.stop();
        }
    }

    /** What comes next for a reader; {@code null} when nothing has come yet, or nothing more will come. */
    Buffer next(Cursor cursor) {
        Buffer piece;
        boolean resume;
        synchronized (this) {
            if (state == State.CUT) {
                return null;
            }
            if (body != null) {
                return cursor.slice(body);
            }
            piece = advance(cursor);
            resume = afterReading();
        }
        if (resume) {
            source.resume();
        }
        return piece;
    }

    private Buffer advance(Cursor cursor) {
        Pieces.Piece next = pieces.advance(cursor.at);
        if (next == null) {
            if (state == State.COMING) {
                hungry.add(cursor);
            }
            return null;
        }
        cursor.at = next;
        cursor.read += next.bytes.length();
        return next.bytes;
    }

    /** Whether the source is to go on now that somebody has read. */
    private boolean afterReading() {
        give();
        if (!heldBack || state != State.COMING || pieces.held() > WINDOW / 2) {
            return false;
        }
        heldBack = false;
        return true;
    }

    /** Whether a reader has read everything, and no more comes. */
    synchronized boolean isAtEnd(Cursor cursor) {
        return state == State.WHOLE && cursor.read == come;
    }

    /** Why it was cut; {@code null} when it was not. */
    synchronized Outcome cut() {
        return why;
    }

    /** Whether the body is let go as it is read, so that a slow reader holds the others back. */
    synchronized boolean isWindowed() {
        return state == State.COMING && !pieces.isWhole();
    }

    /** Bytes that have come. */
    public synchronized long come() {
        return come;
    }

    /** Whether anybody reads it. */
    public synchronized boolean isRead() {
        return !open.isEmpty();
    }

    /** The whole body; {@code null} while it has not come, and when it is not kept. */
    public synchronized Buffer body() {
        return body;
    }
}
