package io.sallyport.cache.engine.stored;

/** What a tier keeps of a response: the head that decisions are made on, and whatever else it needs to send it. */
public interface Stored {
    StoredHead head();
}
