package io.sallyport.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests that set proxies and origins at odds, by name. A canary stands where the framing rules make it part of a
 * body, or where nothing may be read any more: whoever serves it has been fooled.
 */
final class HostileRequests {
    static final String CANARY = "GET /canary HTTP/1.1\r\nHost: c.test\r\n\r\n";

    private static final String LENGTH = "Content-Length: " + CANARY.length() + "\r\n";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final Map<String, String> rows = new TreeMap<>();

    private HostileRequests() {}

    /** Must be answered with an error; no origin may take them for a complete request. */
    static Map<String, String> toRefuse() {
        HostileRequests requests = new HostileRequests();
        requests.twoFramings();
        requests.strangeCodings();
        requests.strangeLengths();
        requests.brokenChunks();
        requests.brokenRequestLines();
        requests.brokenFields();
        requests.brokenHosts();
        requests.tooMuch();
        return requests.rows;
    }

    /** May be refused or passed on in a clean form; the canary is part of a body. */
    static Map<String, String> toRefuseOrClean() {
        HostileRequests requests = new HostileRequests();
        requests.odd();
        return requests.rows;
    }

    private void twoFramings() {
        post("length covers, last chunk first", LENGTH + chunked("chunked"), LAST_CHUNK + CANARY);
        post(
                "short length, canary in a chunk",
                "Content-Length: 4\r\n" + chunked("chunked"),
                chunk(CANARY) + LAST_CHUNK);
        post("two codings", chunked("chunked") + chunked("identity"), LAST_CHUNK + CANARY);
        post("two codings, other order", chunked("identity") + chunked("chunked"), LAST_CHUNK + CANARY);
        post("coding behind a bare line feed", LENGTH + "X: y\nTransfer-Encoding: chunked\r\n", LAST_CHUNK + CANARY);
        post("coding behind a bare return", LENGTH + "X: y\rTransfer-Encoding: chunked\r\n", LAST_CHUNK + CANARY);
        raw(
                "coding in HTTP/1.0",
                "POST / HTTP/1.0\r\nHost: t.test\r\n" + chunked("chunked") + "\r\n" + LAST_CHUNK + CANARY);
    }

    private void strangeCodings() {
        for (String coding : List.of(
                "xchunked",
                "identity",
                "chunked, identity",
                "identity, chunked",
                "gzip, chunked",
                "chunked, chunked",
                ", chunked",
                "\u000bchunked",
                "chunked\0",
                "\u00a0chunked",
                "\"chunked\"",
                "chunked;q=1",
                "")) {
            post("coding " + printable(coding), LENGTH + chunked(coding), LAST_CHUNK + CANARY);
            post("only coding " + printable(coding), chunked(coding), LAST_CHUNK + CANARY);
        }
        post("blank before the coding's colon", LENGTH + "Transfer-Encoding : chunked\r\n", LAST_CHUNK + CANARY);
        post("tab before the coding's colon", LENGTH + "Transfer-Encoding\t: chunked\r\n", LAST_CHUNK + CANARY);
    }

    private void strangeLengths() {
        String n = String.valueOf(CANARY.length());
        for (String length : List.of(
                "+" + n,
                "-" + n,
                "0x" + n,
                "0 " + n,
                "0;" + n,
                "0, " + n,
                "1e" + n,
                "\u000b" + n,
                "0\0" + n,
                "9223372036854775808",
                "18446744073709551616",
                "")) {
            post("length " + printable(length), "Content-Length: " + length + "\r\n", CANARY);
        }
        post("two lengths", "Content-Length: 0\r\n" + LENGTH, CANARY);
        post("two lengths, other order", LENGTH + "Content-Length: 0\r\n", CANARY);
    }

    private void brokenChunks() {
        for (String size : List.of("0x4", "+4", "-4", "0_4", "G", "4\0", "4 junk", "4,", "11111111111111114")) {
            post("chunk size " + printable(size), chunked("chunked"), size + "\r\nabcd\r\n" + LAST_CHUNK + CANARY);
        }
        post("no chunk size", chunked("chunked"), "\r\nabcd\r\n" + LAST_CHUNK + CANARY);
        post("size line ends in a line feed", chunked("chunked"), "4\nabcd\r\n" + LAST_CHUNK + CANARY);
        post("size line ends in a return", chunked("chunked"), "4\rabcd\r\n" + LAST_CHUNK + CANARY);
        post("extension ends in a line feed", chunked("chunked"), "4;a\nabcd\r\n" + LAST_CHUNK + CANARY);
        post("extension of a line feed", chunked("chunked"), "2;\nxx\r\nab\r\n" + LAST_CHUNK + CANARY);
        post("extension with a return", chunked("chunked"), "4;a\rb\r\nabcd\r\n" + LAST_CHUNK + CANARY);
        post("extension with NUL", chunked("chunked"), "4;a\0b\r\nabcd\r\n" + LAST_CHUNK + CANARY);
        post(
                "extension of 64 KiB",
                chunked("chunked"),
                "4;" + "a".repeat(65536) + "\r\nabcd\r\n" + LAST_CHUNK + CANARY);
        post("data longer than its size", chunked("chunked"), "4\r\nabcdef\r\n" + LAST_CHUNK + CANARY);
        post("data ends in a line feed", chunked("chunked"), "4\r\nabcd\n" + LAST_CHUNK + CANARY);
        post("data ends in a return", chunked("chunked"), "4\r\nabcd\r" + LAST_CHUNK + CANARY);
    }

    private void brokenRequestLines() {
        for (String line : List.of(
                "GET * HTTP/1.1",
                "POST * HTTP/1.1",
                "GET / b HTTP/1.1",
                "GET /\n HTTP/1.1",
                "GET /\0 HTTP/1.1",
                "GET /\u0001 HTTP/1.1",
                "GET /\u007f HTTP/1.1",
                "GET /\u00e9 HTTP/1.1",
                "GET /",
                "GET / http/1.1",
                "GET / HTTP/1.1 ",
                "GE(T / HTTP/1.1",
                " / HTTP/1.1",
                "GET http://user@t.test/ HTTP/1.1",
                "GET no-slash HTTP/1.1",
                "GET /% HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET /%00 HTTP/1.1",
                "GET /a\\b HTTP/1.1",
                "TRACE / HTTP/1.1",
                "CONNECT t.test:443 HTTP/1.1")) {
            raw("line " + printable(line), line + "\r\nHost: t.test\r\n\r\n");
        }
        raw("method of 4 KiB", "G".repeat(4096) + " / HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("TLS on a clear port", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n");
        raw("line of a PROXY protocol", "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET / HTTP/1.1\r\nHost: t.test\r\n\r\n");
    }

    private void brokenFields() {
        for (String field : List.of(
                "no colon",
                ": no name",
                "A B: c",
                "A : c",
                "A\u00e9: c",
                "A\0: c",
                "A(b): c",
                "A: b\0c",
                "A: b\rc",
                "A: b\nc",
                "A: b\nHost: hidden.test")) {
            raw("field " + printable(field), "GET / HTTP/1.1\r\nHost: t.test\r\n" + field + "\r\n\r\n");
        }
        raw("first field starts with a blank", "GET / HTTP/1.1\r\n A: b\r\nHost: t.test\r\n\r\n");
        raw("unknown expectation", "GET / HTTP/1.1\r\nHost: t.test\r\nExpect: more\r\n\r\n");
    }

    private void brokenHosts() {
        raw("no Host", "GET / HTTP/1.1\r\nA: b\r\n\r\n");
        raw("two Hosts", "GET / HTTP/1.1\r\nHost: a.test\r\nHost: b.test\r\n\r\n");
        raw("the same Host twice", "GET / HTTP/1.1\r\nHost: a.test\r\nHost: a.test\r\n\r\n");
        for (String host :
                List.of("", "a@b/x", "a b", "a, b", "a:99999", "a:", "a:0", "a:b", "[::1", "a/b", "..", "a_\u00e9")) {
            raw("Host " + printable(host), "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
    }

    private void tooMuch() {
        String host = " HTTP/1.1\r\nHost: t.test\r\n";
        raw("target of 128 KiB", "GET /" + "a".repeat(128 << 10) + host + "\r\n");
        raw("value of 256 KiB", "GET /" + host + "A: " + "a".repeat(256 << 10) + "\r\n\r\n");
        raw("name of 70 KiB", "GET /" + host + "a".repeat(70 << 10) + ": b\r\n\r\n");
        raw("5000 fields", "GET /" + host + "A: b\r\n".repeat(5000) + "\r\n");
        raw("101 fields", "GET /" + host + "A: b\r\n".repeat(100) + "\r\n");
        raw("cookies of 100 KiB", "GET /" + host + ("Cookie: " + "c".repeat(990) + "\r\n").repeat(100) + "\r\n");
    }

    private void odd() {
        post("coding on a folded line", LENGTH + "Transfer-Encoding:\r\n chunked\r\n", LAST_CHUNK + CANARY);
        post("two equal lengths", LENGTH + LENGTH, CANARY);
        for (String name : List.of("Transfer_Encoding", "Transfer-Xncoding")) {
            post("near miss " + name, LENGTH + name + ": chunked\r\n", CANARY);
        }
        for (String name : List.of("Content_Length", "Content-Xength")) {
            post("near miss " + name, LENGTH + name + ": 0\r\n", CANARY);
        }
        for (String method : List.of("GET", "HEAD", "OPTIONS", "DELETE", "BREW")) {
            raw(method + " with a body", method + " / HTTP/1.1\r\nHost: t.test\r\n" + LENGTH + "\r\n" + CANARY);
        }
        post("blank before the chunk size", chunked("chunked"), " 4\r\nabcd\r\n" + LAST_CHUNK);
        post("upgrade with a body", LENGTH + "Connection: upgrade\r\nUpgrade: websocket\r\n", CANARY);
        post("expectation with the body at once", LENGTH + "Expect: 100-continue\r\n", CANARY);
        post("trailer without colon", chunked("chunked"), "1\r\na\r\n0\r\nno colon\r\n\r\n");
        post("trailer ends in a line feed", chunked("chunked"), "1\r\na\r\n0\r\nA: b\n\r\n");
        raw("only line feeds", "GET / HTTP/1.1\nHost: t.test\n\n");
        raw("two blanks in the line", "GET  / HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("tab in the line", "GET\t/ HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("fragment", "GET /a#b HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("dots", "GET /a/../b/%2e%2e/c HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("two slashes and a semicolon", "GET //a;x=/b HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("folded field", "GET / HTTP/1.1\r\nHost: t.test\r\nA: b\r\n c\r\n\r\n");
        raw("control in a value", "GET / HTTP/1.1\r\nHost: t.test\r\nA: b\u0001c\r\n\r\n");
        raw("8-bit value", "GET / HTTP/1.1\r\nHost: t.test\r\nA: b\u00e9c\r\n\r\n");
        raw("asterisk", "OPTIONS * HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("empty lines before", "\r\n\r\nGET / HTTP/1.1\r\nHost: t.test\r\n\r\n");
        raw("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n");
    }

    private void post(String name, String fields, String body) {
        raw(name, "POST / HTTP/1.1\r\nHost: t.test\r\n" + fields + "\r\n" + body);
    }

    private void raw(String name, String bytes) {
        if (rows.put(name, bytes) != null) {
            throw new IllegalArgumentException("two rows are called " + name);
        }
    }

    private static String chunked(String coding) {
        return "Transfer-Encoding: " + coding + "\r\n";
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static String printable(String text) {
        List<String> parts = new ArrayList<>();
        text.chars().forEach(c -> parts.add(c > ' ' && c < 0x7f ? String.valueOf((char) c) : "<" + c + ">"));
        return String.join("", parts);
    }
}
