package io.sallyport.kit.redis;

import io.sallyport.contract.HostPort;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which primary of a cluster has which of the 16384 slots
 * (<a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">specification</a>). Immutable.
 */
final class SlotMap {
    static final int SLOTS = 16_384;
    static final SlotMap EMPTY = new SlotMap(new HostPort[SLOTS]);

    private static final int POLYNOMIAL = 0x1021;

    private final @Nullable HostPort[] owners;

    private SlotMap(@Nullable HostPort[] owners) {
        this.owners = owners;
    }

    /** The slot of a key: of what stands between its first brace and the next closing one, if that is not empty. */
    static int slot(String key) {
        int open = key.indexOf('{');
        int close = open < 0 ? -1 : key.indexOf('}', open);
        String hashed = close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (byte each : hashed.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (each & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
        }
        return (crc & 0xffff) % SLOTS;
    }

    /**
     * Reads the answer to {@code CLUSTER SLOTS}.
     *
     * @param asked who answered, and is meant where no host is named
     */
    static SlotMap read(Response reply, String asked) {
        HostPort[] owners = new HostPort[SLOTS];
        for (Response range : reply) {
            Response primary = range.get(2);
            String host = primary.get(0) == null ? "" : primary.get(0).toString();
            HostPort owner = new HostPort(
                    host.isEmpty() || host.equals("?") ? asked : host,
                    primary.get(1).toInteger());
            for (int slot = range.get(0).toInteger(); slot <= range.get(1).toInteger(); slot++) {
                owners[slot] = owner;
            }
        }
        return new SlotMap(owners);
    }

    @Nullable
    HostPort owner(int slot) {
        return owners[slot];
    }

    SlotMap with(int slot, HostPort owner) {
        HostPort[] changed = owners.clone();
        changed[slot] = owner;
        return new SlotMap(changed);
    }

    Set<HostPort> primaries() {
        Set<HostPort> all = new LinkedHashSet<>();
        for (HostPort owner : owners) {
            if (owner != null) {
                all.add(owner);
            }
        }
        return all;
    }

    /** Slots that nobody has. */
    int missing() {
        int missing = 0;
        for (HostPort owner : owners) {
            missing += owner == null ? 1 : 0;
        }
        return missing;
    }
}
