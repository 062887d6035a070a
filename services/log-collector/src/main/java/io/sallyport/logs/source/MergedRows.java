package io.sallyport.logs.source;

import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RowPage;
import io.sallyport.logs.record.Row;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The records of several collectors in one order, each of them once. It holds at most one page of each. A collector that does
 * not answer, or not what it was asked for, is left out and named. Owner: the context of the call.
 */
public final class MergedRows {
    /** Records of a page; a few megabytes. */
    static final int PAGE = 4000;

    private final List<Feed> feeds;
    private final Comparator<Place> order;
    private final List<String> absent;
    private int left;
    private Optional<Place> last;

    /** One collector's part. */
    private static final class Feed {
        private final RowSource source;
        private final Comparator<Place> order;
        private final Deque<Row> rows = new ArrayDeque<>();
        private Optional<Place> place;
        private Frame frame = Frame.NONE;
        private boolean more = true;
        private boolean missing;

        Feed(RowSource source, Comparator<Place> order, Optional<Place> after) {
            this.source = source;
            this.order = order;
            this.place = after;
        }

        boolean isDry() {
            return rows.isEmpty() && more;
        }

        Future<Void> fill(int limit) {
            return source.page(place, limit)
                    .compose(answer -> take(answer, limit))
                    .recover(this::miss);
        }

        private Future<Void> take(RowSource.Answer answer, int limit) {
            RowPage page = answer.page();
            if (source.isPeer() && !isBehind(page.rows(), limit)) {
                return Future.failedFuture("a collector's page is not what was asked for");
            }
            rows.addAll(page.rows());
            more = page.more() && !page.rows().isEmpty();
            frame = answer.frame();
            if (!page.rows().isEmpty()) {
                place = Optional.of(Place.of(page.rows().get(page.rows().size() - 1)));
            }
            return Future.succeededFuture();
        }

        /** Else the answer would be out of order, larger than the memory, or never end. */
        private boolean isBehind(List<Row> page, int limit) {
            Place before = place.orElse(null);
            boolean isBehind = page.size() <= limit;
            for (Row row : page) {
                Place next = Place.of(row);
                isBehind &= before == null || order.compare(before, next) < 0;
                before = next;
            }
            return isBehind;
        }

        private Future<Void> miss(Throwable cause) {
            if (!source.isPeer()) {
                return Future.failedFuture(cause);
            }
            missing = true;
            more = false;
            return Future.succeededFuture();
        }
    }

    /**
     * @param after  where to go on; empty to begin
     * @param limit  records in all
     * @param absent collectors that cannot even be asked
     */
    MergedRows(List<RowSource> sources, Order order, Optional<Place> after, int limit, List<String> absent) {
        this.order = order.comparator();
        this.feeds = sources.stream()
                .map(source -> new Feed(source, this.order, after))
                .toList();
        this.last = after;
        this.left = limit;
        this.absent = absent;
    }

    /** The next records, at most so many; none at the end. */
    public Future<List<Row>> next(int max) {
        int wanted = Math.min(max, left);
        List<Future<Void>> fills = new ArrayList<>();
        if (wanted > 0) {
            for (Feed feed : feeds) {
                if (feed.isDry()) {
                    fills.add(feed.fill(Math.min(PAGE, left)));
                }
            }
        }
        if (fills.isEmpty()) {
            return Future.succeededFuture(merged(wanted));
        }
        return Future.join(fills).compose(filled -> {
            List<Row> rows = merged(wanted);
            // All that has come may have been here before, from another collector.
            return rows.isEmpty() && wanted > 0 && feeds.stream().anyMatch(Feed::isDry)
                    ? next(max)
                    : Future.succeededFuture(rows);
        });
    }

    private List<Row> merged(int max) {
        List<Row> merged = new ArrayList<>();
        while (merged.size() < max) {
            Feed first = first();
            if (first == null) {
                break;
            }
            Row row = first.rows.remove();
            last = Optional.of(Place.of(row));
            merged.add(row);
        }
        left -= merged.size();
        return merged;
    }

    /** The feed whose record is next; {@code null} when there is none, or when it cannot be told before a page has come. */
    private Feed first() {
        Feed first = null;
        Place least = null;
        for (Feed feed : feeds) {
            skipRepeated(feed);
            if (feed.isDry()) {
                return null;
            }
            if (!feed.rows.isEmpty()) {
                Place place = Place.of(feed.rows.element());
                if (least == null || order.compare(place, least) < 0) {
                    first = feed;
                    least = place;
                }
            }
        }
        return first;
    }

    private void skipRepeated(Feed feed) {
        while (last.isPresent()
                && !feed.rows.isEmpty()
                && order.compare(Place.of(feed.rows.element()), last.get()) <= 0) {
            feed.rows.remove();
        }
    }

    /** Where the answer ended, if there may be more behind it. */
    public Optional<Place> cursor() {
        feeds.forEach(this::skipRepeated);
        boolean more = feeds.stream().anyMatch(feed -> feed.more || !feed.rows.isEmpty());
        return more ? last : Optional.empty();
    }

    /** What there is at all of them. */
    public Frame frame() {
        return feeds.stream().map(feed -> feed.frame).reduce(Frame.NONE, Frame::plus);
    }

    /** Who has answered. */
    public Coverage coverage() {
        List<String> missing = new ArrayList<>(absent);
        List<String> answered = new ArrayList<>();
        for (Feed feed : feeds) {
            (feed.missing ? missing : answered).add(feed.source.collector());
        }
        return new Coverage(answered, missing);
    }

    /** Nobody waits any more. */
    public void stop() {
        feeds.forEach(feed -> feed.source.stop());
    }
}
