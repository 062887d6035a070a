package io.sallyport.logs.api;

import io.sallyport.kit.api.Answers;
import io.sallyport.logs.alarm.Alarm;
import io.sallyport.logs.alarm.AlarmKind;
import io.sallyport.logs.alarm.Severity;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code /v1/alarms}: what an operator should look at now. */
final class AlarmCalls {
    private static final String KINDS =
            Arrays.stream(AlarmKind.values()).map(AlarmKind::token).collect(Collectors.joining(", "));
    private static final String SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::token).collect(Collectors.joining(", "));

    private final Supplier<List<Alarm>> standing;

    AlarmCalls(Supplier<List<Alarm>> standing) {
        this.standing = standing;
    }

    void mount(Router router) {
        router.route("/v1/alarms")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::all);
    }

    private void all(RoutingContext context) {
        String problem = problem(context);
        if (!problem.isEmpty()) {
            Answers.problem(context, 400, problem);
            return;
        }
        String kind = context.queryParams().get("kind");
        String severity = context.queryParams().get("severity");
        List<Alarm> alarms = standing.get().stream()
                .filter(alarm -> kind == null || alarm.kind().equals(kind))
                .filter(alarm -> severity == null || alarm.severity().equals(severity))
                .toList();
        Answers.json(context, 200, Map.of("alarms", alarms));
    }

    /** What is wrong with the parameters; empty when nothing is. */
    private static String problem(RoutingContext context) {
        for (Map.Entry<String, String> each : context.queryParams()) {
            String allowed = switch (each.getKey()) {
                case "kind" -> KINDS;
                case "severity" -> SEVERITIES;
                default -> "";
            };
            if (allowed.isEmpty()) {
                return "found \"" + each.getKey() + "\", allowed: kind, severity";
            }
            if (!List.of(allowed.split(", ")).contains(each.getValue())) {
                return each.getKey() + ": found \"" + each.getValue() + "\", allowed: " + allowed;
            }
        }
        return "";
    }
}
