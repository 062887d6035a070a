package io.sallyport.bench;

import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;

/** Requests as an edge would describe them to the engines, with the fields of an ordinary browser. */
final class Requests {
    private Requests() {}

    static RequestFacts get(String host, String path, String... moreFields) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                new Authority(host, 0),
                path,
                null,
                IpAddress.parse("192.0.2.77"),
                fields(host, moreFields));
    }

    private static HeaderList fields(String host, String... more) {
        String[] usual = {
            "Host", host,
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language", "en-GB,en;q=0.5",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Cookie", "session=0123456789abcdef0123456789abcdef; theme=dark"
        };
        String[] all = new String[usual.length + more.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(more, 0, all, usual.length, more.length);
        return HeaderList.of(all);
    }
}
