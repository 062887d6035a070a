package io.sallyport.policy.lookup;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.policy.compile.ListReport;
import io.sallyport.policy.compile.ListText;
import io.sallyport.policy.engine.list.LineSearch;
import io.sallyport.policy.engine.list.LineSearch.FoundLine;
import io.sallyport.policy.source.FileStamp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Finds lines by reading a list's text once more, which for millions of lines takes a second or two: edges need no lines,
 * and people ask seldom. One text at a time, and few may wait. Owner: the context it is used on.
 */
public final class LineDesk {
    private static final int WAITING_MAX = 16;

    private final WorkerExecutor worker;
    private int waiting;

    public LineDesk(Vertx vertx) {
        this.worker = vertx.createSharedWorkerExecutor("list-lines", 1);
    }

    /**
     * What the text says of a host.
     *
     * @param current whether the text is still the one that was compiled; without that there are no lines
     */
    public record Lines(boolean current, List<FoundLine> found) {
        static final Lines GONE = new Lines(false, List.of());

        public Lines {
            found = List.copyOf(found);
        }
    }

    /** Too many ask at once. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("too many look for lines of lists at the moment");
        }
    }

    /** @param host as in {@link io.sallyport.http.Authority} */
    public Future<Lines> find(ListDocument list, ListReport report, String host) {
        if (waiting >= WAITING_MAX) {
            return Future.failedFuture(new BusyException());
        }
        waiting++;
        return worker.executeBlocking(() -> read(list, report, host)).onComplete(done -> waiting--);
    }

    private static Lines read(ListDocument list, ListReport report, String host) throws IOException {
        if (!FileStamp.of(report.file()).equals(report.stamp())) {
            return Lines.GONE;
        }
        try (Reader text = ListText.open(report.file())) {
            List<FoundLine> found = LineSearch.find(text, list.format(), host);
            return FileStamp.of(report.file()).equals(report.stamp()) ? new Lines(true, found) : Lines.GONE;
        }
    }

    public Future<Void> close() {
        return worker.close();
    }
}
