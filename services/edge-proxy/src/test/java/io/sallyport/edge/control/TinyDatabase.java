package io.sallyport.edge.control;

import io.sallyport.http.Cidr;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a database in the format of https://maxmind.github.io/MaxMind-DB/, as small as it gets: an IPv6 tree of 32-bit
 * records, IPv4 below ::/96, one map of one key for each country.
 */
public final class TinyDatabase {
    private static final int EMPTY = -1;
    private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /** @param countries range to code */
    public static byte[] of(Map<String, String> countries) {
        TinyDatabase database = new TinyDatabase();
        countries.forEach((range, code) -> database.add(Cidr.parse(range), code));
        return database.bytes();
    }

    private void add(Cidr range, String code) {
        int offset = offsets.computeIfAbsent(code, this::entry);
        byte[] address = new byte[16];
        byte[] own = range.base().bytes();
        System.arraycopy(own, 0, address, 16 - own.length, own.length);
        int bits = range.prefix();
        int node = 0;
        for (int i = 0; i < bits - 1; i++) {
            int side = address[i / 8] >> (7 - i % 8) & 1;
            if (nodes.get(node)[side] == EMPTY) {
                nodes.add(new int[] {EMPTY, EMPTY});
                nodes.get(node)[side] = nodes.size() - 1;
            }
            node = nodes.get(node)[side];
        }
        nodes.get(node)[address[(bits - 1) / 8] >> (7 - (bits - 1) % 8) & 1] = -2 - offset;
    }

    private int entry(String code) {
        int offset = data.size();
        data.write(7 << 5 | 1);
        text(data, "country_code");
        text(data, code);
        return offset;
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            number(out, record(node[0]));
            number(out, record(node[1]));
        }
        out.writeBytes(new byte[16]);
        out.writeBytes(data.toByteArray());
        out.writeBytes(MARKER);
        out.write(7 << 5 | 9);
        whole(out, "node_count", 6, nodes.size());
        whole(out, "record_size", 5, 32);
        whole(out, "ip_version", 5, 6);
        text(out, "database_type");
        text(out, "Tiny");
        text(out, "languages");
        out.writeBytes(new byte[] {0, 4});
        whole(out, "binary_format_major_version", 5, 2);
        whole(out, "binary_format_minor_version", 5, 0);
        text(out, "build_epoch");
        out.writeBytes(new byte[] {4, 2, 0, 0, 0, 1}); // uint64 of four bytes
        text(out, "description");
        out.write(7 << 5);
        return out.toByteArray();
    }

    private int record(int value) {
        return value == EMPTY ? nodes.size() : value >= 0 ? value : nodes.size() + 16 + (-2 - value);
    }

    private static void whole(ByteArrayOutputStream out, String key, int type, int value) {
        text(out, key);
        out.write(type << 5 | (type == 5 ? 2 : 4));
        if (type == 6) {
            out.write(value >>> 24);
            out.write(value >>> 16);
        }
        out.write(value >>> 8);
        out.write(value);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(value >>> shift);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.write(2 << 5 | text.length());
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
