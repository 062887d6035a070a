package io.sallyport.edge.control;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.CallerFacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The country that an address is assigned to, by a database held in memory. Safe from any thread. */
public final class Countries {
    /** Knows which addresses are private, and nothing else. */
    public static final Countries NONE = new Countries(null);

    private static final Logger LOG = LoggerFactory.getLogger(Countries.class);

    /** Networks looked at until one has a country; a database of cities or networks has one early, or never. */
    private static final int LOOKED_AT = 100_000;

    /** Between two addresses that are looked up for a trial. */
    private static final int TRIAL_STEP = 1 << 20;

    private final Reader reader;
    private final AtomicBoolean told = new AtomicBoolean();

    private Countries(Reader reader) {
        this.reader = reader;
    }

    /**
     * What a database says of itself.
     *
     * @param type      such as {@code GeoLite2-Country}
     * @param builtAt   when it was made
     * @param ipVersion 4, or 6 for both
     * @param nodes     of its tree
     */
    public record About(String type, Instant builtAt, int ipVersion, long nodes) {}

    /**
     * Reads a database in MaxMind DB format, version 2; fails when it is none, is damaged, or has no countries in it. Takes
     * some milliseconds: not for an event loop.
     */
    public static Countries read(byte[] database) throws IOException {
        try {
            Reader reader = new Reader(new ByteArrayInputStream(database));
            if (reader.getMetadata().ipVersion() != 4 && reader.getMetadata().ipVersion() != 6) {
                throw new IOException("addresses of an unknown version");
            }
            checkCountries(reader);
            checkAddresses(reader);
            return new Countries(reader);
        } catch (InvalidNetworkException | RuntimeException e) {
            throw new IOException("a damaged database", e);
        }
    }

    private static void checkCountries(Reader reader) throws IOException, InvalidNetworkException {
        var networks = reader.networks(Map.class);
        for (int i = 0; i < LOOKED_AT && networks.hasNext(); i++) {
            if (!code(networks.next().data()).equals(CallerFacts.UNKNOWN)) {
                return;
            }
        }
        throw new IOException(
                "no database of countries, but of type " + reader.getMetadata().databaseType());
    }

    /** One address in every million can be looked up; what is damaged shows itself by an exception. */
    private static void checkAddresses(Reader reader) throws IOException {
        for (long address = 0; address < 1L << 32; address += TRIAL_STEP) {
            byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), 1};
            code(reader.get(InetAddress.getByAddress(bytes), Map.class));
        }
    }

    /** What the database says of itself; empty without one. */
    public Optional<About> about() {
        return Optional.ofNullable(reader)
                .map(Reader::getMetadata)
                .map(metadata -> new About(
                        metadata.databaseType(), metadata.buildTime(), metadata.ipVersion(), metadata.nodeCount()));
    }

    /** ISO code, {@link CallerFacts#PRIVATE} or {@link CallerFacts#UNKNOWN}. */
    public String of(IpAddress address) {
        if (AddressClass.of(address) != AddressClass.PUBLIC) {
            return CallerFacts.PRIVATE;
        }
        if (reader == null || reader.getMetadata().ipVersion() == 4 && !address.isV4()) {
            return CallerFacts.UNKNOWN;
        }
        try {
            return code(reader.get(InetAddress.getByAddress(address.bytes()), Map.class));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        } catch (IOException | RuntimeException e) {
            if (told.compareAndSet(false, true)) {
                LOG.warn("the country database cannot be read at {}, and perhaps elsewhere", address, e);
            }
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
        return code instanceof String text && isCode(text) ? text : CallerFacts.UNKNOWN;
    }

    private static boolean isCode(String text) {
        return text.length() == 2 && isLetter(text.charAt(0)) && isLetter(text.charAt(1));
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
