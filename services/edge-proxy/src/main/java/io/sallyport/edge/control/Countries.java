package io.sallyport.edge.control;

import com.maxmind.db.Reader;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The country that an address is assigned to, by a database held in memory. Safe from any thread. */
public final class Countries {
    /** Knows which addresses are private, and nothing else. */
    public static final Countries NONE = new Countries(null);

    private static final Logger LOG = LoggerFactory.getLogger(Countries.class);

    private final Reader reader;

    private Countries(Reader reader) {
        this.reader = reader;
    }

    /** Reads a database in MaxMind DB format, version 2; fails when it is none, or one without countries in it. */
    static Countries read(byte[] database) throws IOException {
        Reader reader = new Reader(new ByteArrayInputStream(database));
        if (reader.getMetadata().ipVersion() != 4 && reader.getMetadata().ipVersion() != 6) {
            throw new IOException("addresses of an unknown version");
        }
        return new Countries(reader);
    }

    /** ISO code, {@link CallerFacts#PRIVATE} or {@link CallerFacts#UNKNOWN}. */
    public String of(IpAddress address) {
        if (AddressClass.of(address) != AddressClass.PUBLIC) {
            return CallerFacts.PRIVATE;
        }
        if (reader == null) {
            return CallerFacts.UNKNOWN;
        }
        try {
            return code(reader.get(InetAddress.getByAddress(address.bytes()), Map.class));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        } catch (IOException | RuntimeException e) {
            LOG.warn("an address cannot be looked up in the country database", e);
            return CallerFacts.UNKNOWN;
        }
    }

    /** Both shapes that are about: {@code {country_code: DE}} and {@code {country: {iso_code: DE}}}. */
    private static String code(Map<?, ?> found) {
        if (found == null) {
            return CallerFacts.UNKNOWN;
        }
        Object code = found.get("country_code");
        if (code == null && found.get("country") instanceof Map<?, ?> country) {
            code = country.get("iso_code");
        }
        return code instanceof String text && text.length() == 2 ? text : CallerFacts.UNKNOWN;
    }
}
