package io.sallyport.standalone.cli;

import io.sallyport.edge.control.Countries;
import io.sallyport.standalone.geo.GeoInstall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What {@code sallyport geo} prints. */
final class GeoText {
    private static final int OLD_DAYS = 90;

    private GeoText() {}

    static String installed(GeoInstall.Installed installed, boolean configured, Instant now) {
        String notes = installed.notes().isEmpty() ? "none" : String.join(", ", installed.notes());
        String next = configured
                ? "A running edge takes it within seconds."
                : "Next: let the suite use it, by this in sallyport.yaml, and start it anew:\n\n  geo:\n    database: "
                        + GeoInstall.DATABASE;
        return "installed  " + installed.database()
                + "\npackage    " + installed.name() + " " + installed.version()
                + "\nlicence    " + installed.licence() + ", says the registry; what the package says counts: " + notes
                + "\nmade       " + made(installed.about(), now)
                + "\n\n" + next;
    }

    static String status(Path file, Countries.About about, boolean configured, Instant now) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("database   ")
                .append(file)
                .append(", ")
                .append(Files.size(file))
                .append(" bytes");
        text.append(configured ? "" : "\n           not in use: sallyport.yaml has no geo.database");
        text.append("\ntype       ").append(about.type()).append(", ");
        text.append(about.ipVersion() == 6 ? "IPv4 and IPv6" : "IPv4 alone; IPv6 addresses are unknown");
        text.append("\nmade       ").append(made(about, now));
        Path source = file.resolveSibling(Path.of(GeoInstall.SOURCE).getFileName());
        if (Files.isReadable(source)) {
            text.append("\n\n").append(Files.readString(source).stripTrailing());
        }
        return text.toString();
    }

    private static String made(Countries.About about, Instant now) {
        long days = Duration.between(about.builtAt(), now).toDays();
        String age = days + (days == 1 ? " day" : " days") + " ago";
        return about.builtAt().truncatedTo(ChronoUnit.SECONDS) + ", " + age
                + (days > OLD_DAYS ? ": addresses move, fetch a newer one" : "");
    }
}
