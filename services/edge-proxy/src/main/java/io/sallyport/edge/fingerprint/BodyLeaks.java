package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Finds.Spot;
import io.sallyport.edge.fingerprint.Leak.Place;
import io.sallyport.edge.fingerprint.Leak.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches the body of an answer. What only an error page would show is looked for in error pages alone. */
final class BodyLeaks {
    /** Of programs that have failed; in any answer. */
    private static final List<Trace> STACKS = List.of(
            trace("a Java stack trace", "\\bat [\\w.$/]{1,200}\\([\\w$]{1,100}\\.(?:java|kt|scala|groovy):\\d+\\)"),
            trace(
                    "a Java exception",
                    "\\b(?:java|javax|jakarta|org|com)(?:\\.\\w{1,60}){1,8}\\.\\w{1,60}(?:Exception|Error)\\b"),
            trace(
                    "a Python traceback",
                    "Traceback \\(most recent call last\\)|File \"[^\"\n]{1,200}\", line \\d+, in "),
            trace(
                    "a PHP error",
                    "(?:Fatal error|Warning|Notice|Parse error|Deprecated)(?:</b>)?:[^\n]{1,300} in [^\n]{1,200}\\.php"),
            trace(
                    "a .NET stack trace",
                    "\\bat [\\w.<>`]{1,200}\\([^)\n]{0,200}\\) in [^\n]{1,200}:line \\d+|Server Error in '[^'\n]{0,100}' Application"),
            trace(
                    "a Node stack trace",
                    "\\bat [^\n(]{0,200}\\(?(?:file:|node:|/|[A-Z]:\\\\)[^\n)]{1,200}:\\d+:\\d+\\)?"),
            trace("a Ruby stack trace", "\\w{1,60}\\.rb:\\d+:in "),
            trace("a Go stack trace", "goroutine \\d+ \\[\\w{1,40}"),
            trace("a Rust panic", "thread '[^'\n]{1,60}' panicked at"),
            trace(
                    "a database error",
                    "SQLSTATE\\[|ORA-\\d{5}|You have an error in your SQL syntax|PG::\\w{1,40}Error|unterminated quoted string"));

    /** Of servers and frameworks; in error pages. */
    private static final List<Trace> PAGES = List.of(
            trace("nginx's error page", "<center>(?:nginx|openresty|tengine)"),
            trace("Apache's error page", "<address>Apache|was not found on this server\\.</p>"),
            trace("Tomcat's error page", "Apache Tomcat|<b>Type</b> (?:Status|Exception) Report"),
            trace("Spring's error page", "Whitelabel Error Page|\"timestamp\":[^\n]{1,60}\"status\":\\d+,\"error\":"),
            trace("IIS's error page", "Internet Information Services|IIS \\d"),
            trace("Express's error page", "<pre>Cannot [A-Z]{1,10} "),
            trace("Django's debug page", "You're seeing this error because you have <code>DEBUG = True"),
            trace("Rails's error page", "Action Controller: Exception caught|Routing Error"),
            trace("Laravel's or Symfony's error page", "Whoops, looks like something went wrong|Symfony Exception"),
            trace("Go's error page", "^404 page not found\n?$"),
            trace(
                    "a path of the server's files",
                    "(?<![\\w.])(?:/(?:var/www|usr/(?:local|share|lib)|home|srv|opt|app)/[\\w.-]+|[A-Z]:\\\\inetpub)"));

    /** How something shows in a text. */
    private record Trace(String what, Pattern pattern) {}

    private BodyLeaks() {}

    private static Trace trace(String what, String pattern) {
        return new Trace(what, Pattern.compile(pattern));
    }

    static void search(ProbeAnswer answer, Finds finds) {
        boolean error = answer.status() >= 400 || answer.status() == 0;
        String remedy = error && answer.status() != 0
                ? "routes[].conceal.errors: [" + answer.status() + "]"
                : "change the page in the server";
        Spot spot = new Spot(Place.BODY, "body", remedy);
        STACKS.forEach(trace -> find(trace, answer.body(), spot, Severity.HIGH, finds));
        if (error) {
            PAGES.forEach(trace -> find(trace, answer.body(), spot, Severity.MEDIUM, finds));
            Traces.places(answer.body(), spot, finds);
            Traces.products(answer.body(), spot, finds);
        } else {
            Traces.inside(answer.body(), spot, finds);
        }
    }

    private static void find(Trace trace, String body, Spot spot, Severity severity, Finds finds) {
        Matcher matcher = trace.pattern().matcher(body);
        if (matcher.find()) {
            finds.add(spot, Traces.around(body, matcher.start()), severity, trace.what());
        }
    }
}
