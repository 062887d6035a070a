package io.sallyport.policy.engine.list;

/** Takes what the lines of a list say. */
interface NameSink {
    /** Whether there was room for it. */
    boolean take(Entry entry, String name);
}
