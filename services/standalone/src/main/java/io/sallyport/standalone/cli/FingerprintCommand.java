package io.sallyport.standalone.cli;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.standalone.check.FolderCheck;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport fingerprint}: asks the running suite what a stranger can learn of its servers. */
@Command(
        name = "fingerprint",
        description = "Asks every route of the running suite as an outsider, and lists what tells of the servers. "
                + "Exit code 1: there are leaks, or the suite cannot be asked.",
        mixinStandardHelpOptions = true)
final class FingerprintCommand implements Callable<Integer> {
    /** A run ends after a minute at the latest. */
    private static final Duration LONGEST = Duration.ofSeconds(90);

    @Mixin
    private final FolderOption folder = new FolderOption();

    @Option(
            names = "--admin",
            paramLabel = "URL",
            description = "Admin address, such as http://127.0.0.1:9000; default: admin.bind of the configuration.")
    private @Nullable String address;

    @Option(names = "--json", description = "Prints the answer as it came.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        try {
            AdminConfig admin = FolderCheck.run(folder.folder(), System.getenv(), System.getProperties())
                    .config()
                    .admin();
            HttpResponse<String> answer = ask(admin);
            if (answer.statusCode() != 200) {
                System.err.println(answer.uri() + ": " + answer.statusCode() + " "
                        + new JsonObject(answer.body()).getString("detail"));
                return ExitCodes.CANNOT_START;
            }
            return print(answer.body());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            return ExitCodes.MISCONFIGURED;
        } catch (IOException e) {
            System.err.println("The suite does not answer at its admin address; is it running? (" + e + ")");
            return ExitCodes.CANNOT_START;
        }
    }

    private HttpResponse<String> ask(AdminConfig admin) throws IOException, InterruptedException {
        String base = address == null ? "http://" + admin.bind() : address;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + "/v1/fingerprint")).timeout(LONGEST);
        if (!admin.token().isEmpty()) {
            request.header("Authorization", "Bearer " + admin.token().value());
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private int print(String body) {
        JsonObject report = new JsonObject(body);
        JsonArray leaks = report.getJsonArray("leaks");
        System.out.print(json ? body + "\n" : text(report));
        return leaks.isEmpty() ? ExitCodes.OK : ExitCodes.CANNOT_START;
    }

    /** A table, then what could not be asked, then a summary. */
    static String text(JsonObject report) {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < report.getJsonArray("leaks").size(); i++) {
            JsonObject leak = report.getJsonArray("leaks").getJsonObject(i);
            rows.add(new String[] {
                leak.getString("severity"),
                leak.getString("route").isEmpty() ? "(none)" : leak.getString("route"),
                leak.getString("listener"),
                leak.getString("probe"),
                leak.getString("where") + " " + leak.getString("name"),
                leak.getString("value"),
                leak.getString("what") + "; " + leak.getString("remedy")
            });
        }
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            rows.add(0, new String[] {"SEVERITY", "ROUTE", "LISTENER", "PROBE", "WHERE", "VALUE", "WHAT, AND THE REMEDY"});
            table(rows, text);
        }
        report.getJsonArray("unanswered").forEach(line -> text.append("not answered: ").append(line).append('\n'));
        return text.append(summary(report, Math.max(0, rows.size() - 1))).toString();
    }

    private static void table(List<String[]> rows, StringBuilder text) {
        int last = rows.get(0).length - 1;
        int[] widths = new int[last];
        for (String[] row : rows) {
            for (int i = 0; i < last; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            for (int i = 0; i < last; i++) {
                text.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(row[last]).append('\n');
        }
    }

    private static String summary(JsonObject report, int leaks) {
        return report.getInteger("probes") + " questions about " + report.getInteger("routes") + " route"
                + (report.getInteger("routes") == 1 ? "" : "s") + " in " + report.getLong("millis") + " ms"
                + (report.getBoolean("complete") ? "" : ", not all that there are") + ": "
                + (leaks == 0 ? "no leak" : leaks + (leaks == 1 ? " leak" : " leaks")) + ".\n";
    }
}
