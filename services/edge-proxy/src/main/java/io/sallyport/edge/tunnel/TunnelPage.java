package io.sallyport.edge.tunnel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Some of the open tunnels, oldest first.
 *
 * @param open    how many are open, chosen or not
 * @param tunnels those that were chosen
 * @param next    to be given as {@code after} for the next page; 0 when there is none
 */
public record TunnelPage(int open, List<TunnelView> tunnels, long next) {
    /** Pages of several loops as one of at most so many tunnels; none of a number beyond what all loops have looked at. */
    public static TunnelPage merge(List<TunnelPage> pages, int limit) {
        long horizon = Long.MAX_VALUE;
        int open = 0;
        List<TunnelView> all = new ArrayList<>();
        for (TunnelPage page : pages) {
            open += page.open();
            all.addAll(page.tunnels());
            horizon = page.next() == 0 ? horizon : Math.min(horizon, page.next());
        }
        all.sort(Comparator.comparingLong(TunnelView::number));
        long seen = horizon;
        all.removeIf(view -> view.number() > seen);
        if (all.size() > limit) {
            all = all.subList(0, limit);
            horizon = all.get(limit - 1).number();
        }
        return new TunnelPage(open, List.copyOf(all), horizon == Long.MAX_VALUE ? 0 : horizon);
    }
}
