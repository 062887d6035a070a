package io.sallyport.edge.collapse;

/** Somebody who waits for another one's fetch. */
public interface Waiter {
    /** What has become of it; called once, on any thread, with no lock held. */
    void settled(Settled result);
}
