package io.sallyport.edge.page;

import io.vertx.core.buffer.Buffer;

/**
 * One file, as it is sent.
 *
 * @param type of the content, with the charset of texts
 * @param tag  entity tag of {@code body}, with its quotes
 * @param body the content
 * @param gzip the same, compressed; {@code null} where that would not be smaller
 */
record PageFile(String type, String tag, Buffer body, Buffer gzip) {
    /** The entity tag of what is sent: another representation is another tag. */
    String tag(boolean compressed) {
        return compressed ? tag.substring(0, tag.length() - 1) + "-gz\"" : tag;
    }
}
