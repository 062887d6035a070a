package io.sallyport.standalone.cli;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.standalone.BoundAddresses;
import io.sallyport.standalone.DemoServer;
import io.sallyport.standalone.check.CheckedFolder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What {@code up} prints when everything takes work: where things are, and one line to try for each feature. */
final class ReadyBanner {
    private final CheckedFolder folder;
    private final List<DemoServer> demo;
    private final BoundAddresses addresses;

    ReadyBanner(CheckedFolder folder, List<DemoServer> demo, BoundAddresses addresses) {
        this.folder = folder;
        this.demo = demo;
        this.addresses = addresses;
    }

    String text(Duration uptime) {
        StringBuilder text = new StringBuilder();
        text.append("\n%s is ready after %.1f s.\n\n".formatted(ProgramVersion.text(), uptime.toMillis() / 1000.0));
        folder.config().listeners().forEach(listener -> line(text, listener.name(), mode(listener), url(listener)));
        line(text, "admin", "page, API", admin());
        demo.forEach(
                server -> line(text, server.name(), "demo " + server.version(), "http://127.0.0.1:" + server.port()));
        text.append("\nTry:\n");
        for (TryLine line : TryLines.of(folder, !demo.isEmpty(), this::url, admin())) {
            text.append("\n  # ")
                    .append(line.what())
                    .append("\n  ")
                    .append(line.command())
                    .append('\n');
        }
        return text.append("\nCtrl-C stops.\n").toString();
    }

    private static void line(StringBuilder text, String name, String what, String address) {
        text.append("  %-10s %-9s %s%n".formatted(name, what, address));
    }

    private static String mode(ListenerConfig listener) {
        return listener.mode().name().toLowerCase(Locale.ROOT);
    }

    private String url(ListenerConfig listener) {
        return (listener.tls().isPresent() ? "https://" : "http://") + addresses.of(listener);
    }

    private String admin() {
        return "http://" + BoundAddresses.reachable(addresses.admin());
    }
}
