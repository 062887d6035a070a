package io.sallyport.kit.store;

import io.vertx.core.buffer.Buffer;

/**
 * An entry of a stream.
 *
 * @param id   given by the server, ascending: milliseconds since 1970, a dash, a number
 * @param body as it was appended; empty when the entry has gone from the stream, though nobody has settled it
 */
public record StreamEntry(String id, Buffer body) {}
