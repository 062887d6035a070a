package io.sallyport.kit.netty.listening;

/** A transport that tells what it listens on. */
interface Listening {
    ListeningSockets sockets();
}
