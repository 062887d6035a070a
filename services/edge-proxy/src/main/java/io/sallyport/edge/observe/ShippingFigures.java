package io.sallyport.edge.observe;

import java.util.Map;

/**
 * What has become of the records offered: {@code offered = shipped + waiting + dropped}, give or take what moves while
 * the figures are read.
 *
 * @param shipped acknowledged by a collector
 * @param dropped not taken because the buffer was full or the shipper closed, or given up at the close
 * @param waiting in the buffer, those under way included
 */
public record ShippingFigures(long offered, long shipped, long dropped, long waiting) {
    /** By the names that announcements show. */
    public Map<String, Long> byName() {
        return Map.of(
                "recordsOffered", offered,
                "recordsShipped", shipped,
                "recordsDropped", dropped,
                "recordsWaiting", waiting);
    }
}
