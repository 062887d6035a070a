package io.sallyport.edge.socks;

/** Whether name and password are asked for. */
enum SocksLogin {
    /** Only of clients that offer nothing else. */
    UNUSED,
    /** Of clients that offer it: some rule may want it. */
    WELCOME,
    /** Of everybody. */
    REQUIRED
}
