package io.sallyport.edge;

/**
 * What one event loop holds.
 *
 * @param tunnels           open tunnels
 * @param originConnections open connections to origins, idle ones included
 * @param idle              those of them that nothing is done with
 * @param waiting           requests waiting for one
 * @param staleNames        times that a name's last good answer was used in need
 */
record LoopFigures(int tunnels, int originConnections, int idle, int waiting, long staleNames) {
    static final LoopFigures NONE = new LoopFigures(0, 0, 0, 0, 0);
}
