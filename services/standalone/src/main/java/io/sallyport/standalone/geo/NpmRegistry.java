package io.sallyport.standalone.geo;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/**
 * A package registry by its HTTP interface
 * (<a href="https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md">documented by npm</a>): what the newest release
 * of a package is, and its archive, which is only believed when it has the digest that the registry tells.
 */
final class NpmRegistry {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int MAX_METADATA = 1 << 20;
    private static final String ALGORITHM = "sha512-";

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Hears how far a transfer is; {@code total} is -1 while it is not known. */
    public interface Progress {
        void at(long bytes, long total);
    }

    /**
     * A release of a package.
     *
     * @param integrity {@code sha512-} and the digest in base 64
     * @param licence   as the registry has it
     */
    record Release(String name, String version, URI archive, String integrity, String licence) {}

    NpmRegistry(URI base) {
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    }

    Release newest(String name) throws GeoInstallException {
        URI uri = base.resolve(name.replace("/", "%2F") + "/latest");
        String text = new String(fetch(uri, MAX_METADATA, (bytes, total) -> {}), StandardCharsets.UTF_8);
        try {
            JsonObject json = new JsonObject(text);
            JsonObject dist = json.getJsonObject("dist", new JsonObject());
            String integrity = dist.getString("integrity", "");
            if (!integrity.startsWith(ALGORITHM)) {
                throw new GeoInstallException(uri + " tells no sha512 of the archive; nothing was installed");
            }
            return new Release(
                    name,
                    json.getString("version", "?"),
                    URI.create(dist.getString("tarball", "")),
                    integrity,
                    String.valueOf(json.getValue("license", "not said")));
        } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
            throw new GeoInstallException(uri + " answers something that is no description of a package", e);
        }
    }

    /** The archive, checked. */
    byte[] archive(Release release, int maxBytes, Progress progress) throws GeoInstallException {
        String scheme = String.valueOf(release.archive().getScheme());
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new GeoInstallException(base + " names no archive that can be fetched: " + release.archive());
        }
        byte[] archive = fetch(release.archive(), maxBytes, progress);
        if (!MessageDigest.isEqual(sha512(archive), wanted(release))) {
            throw new GeoInstallException(
                    release.archive() + " is not what the registry says it is (another sha512); nothing was installed");
        }
        return archive;
    }

    private static byte[] wanted(Release release) {
        try {
            String first = release.integrity().split(" ", 2)[0];
            return Base64.getDecoder().decode(first.substring(ALGORITHM.length()));
        } catch (IllegalArgumentException e) {
            return new byte[0]; // no digest is equal to it
        }
    }

    private static byte[] sha512(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-512", e);
        }
    }

    private byte[] fetch(URI uri, int maxBytes, Progress progress) throws GeoInstallException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER)
                    .header("Accept", "application/json, application/octet-stream;q=0.9")
                    .build();
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new GeoInstallException(uri + " answers " + response.statusCode());
                }
                long total =
                        response.headers().firstValueAsLong("content-length").orElse(-1);
                return read(uri, body, maxBytes, total, progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeoInstallException("interrupted; nothing was installed", e);
        } catch (IOException | IllegalArgumentException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new GeoInstallException(
                    uri + " cannot be fetched (" + why + "); --registry names another registry", e);
        }
    }

    private static byte[] read(URI uri, InputStream body, int maxBytes, long total, Progress progress)
            throws IOException, GeoInstallException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            content.writeBytes(Arrays.copyOf(piece, count));
            progress.at(content.size(), total);
            if (content.size() > maxBytes) {
                throw new GeoInstallException(uri + " is larger than " + maxBytes + " bytes; nothing was installed");
            }
        }
        return content.toByteArray();
    }
}
