package io.sallyport.kit.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Where a call comes from. */
final class CallerAddress {
    private static final int GROUPS = 4;

    private CallerAddress() {}

    /** Empty when the connection is gone. */
    static String of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
    }

    /** Of an IPv6 address the first 64 bits: one host has all that follow. */
    static String network(String address) {
        int end = -1;
        for (int i = 0; i < GROUPS; i++) {
            int next = address.indexOf(':', end + 1);
            if (next < 0) {
                return address;
            }
            end = next;
        }
        return address.substring(0, end);
    }
}
