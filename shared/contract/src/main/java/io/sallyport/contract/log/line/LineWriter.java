package io.sallyport.contract.log.line;

import io.sallyport.contract.log.AccessRecord;

/** Writes one record as one line. Pure, and safe from any thread. */
@FunctionalInterface
public interface LineWriter {
    /**
     * Appends the record and a line feed. Whatever a client sent, nothing in between can be taken for the end of a line, of a
     * quoted text or for a command of a terminal.
     *
     * @param edge instance id of the edge that wrote the record
     */
    void write(StringBuilder out, String edge, AccessRecord access);
}
