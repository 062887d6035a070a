package io.sallyport.routing.conceal;

import io.sallyport.http.FieldPatterns;
import java.util.ArrayList;
import java.util.List;

/**
 * The response fields that stay with us unless a route keeps them: each tells which software a server runs, which
 * machine it is, or how it works inside, and no client needs it. Fields with a meaning for clients ({@code ETag},
 * {@code Link}, trace ids) are not among them, even where they can tell something.
 */
final class UsualFields {
    /** Products, frameworks, languages and their versions. */
    private static final List<String> SOFTWARE = List.of(
            "Server",
            "Server-Software",
            "X-Powered-By*",
            "X-Powered-CMS",
            "X-AspNet-*",
            "X-AspNetMvc-*",
            "X-SourceFiles",
            "X-Generator",
            "X-Generated-By",
            "X-Version",
            "X-App-Version",
            "X-Product*",
            "X-Build*",
            "X-Commit*",
            "X-Git-*",
            "X-Release*",
            "X-Revision",
            "X-PHP-*",
            "X-Rack-*",
            "X-Drupal-*",
            "X-Joomla*",
            "X-Magento-*",
            "X-Pingback",
            "X-Litespeed-*",
            "X-Turbo-Charged-By",
            "X-Mod-Pagespeed",
            "X-Page-Speed",
            "X-Jenkins*",
            "X-Hudson*",
            "X-OWA-Version",
            "X-Kong-*",
            "X-Oracle-DMS-*",
            "X-OneAgent-JS-Injection",
            "Liferay-Portal",
            "MicrosoftSharePointTeamServices",
            "X-SharePointHealthScore",
            "SPRequestGuid");

    /** Machines, and how a request got to one. */
    private static final List<String> MACHINES = List.of(
            "Via",
            "X-Via",
            "Alt-Svc",
            "Cache-Status",
            "Proxy-Status",
            "X-Served-By*",
            "X-Server*",
            "X-Host",
            "X-Hostname",
            "X-Node*",
            "X-Pod*",
            "X-Instance*",
            "X-Container*",
            "X-Cluster*",
            "X-Backend*",
            "X-Upstream*",
            "X-Origin-*",
            "X-Real-Server",
            "X-Forwarded-*",
            "X-Varnish*",
            "X-Cache*",
            "X-Envoy-*",
            "X-HAProxy*",
            "X-Nginx*",
            "X-Proxy-*",
            "X-LB*",
            "X-FEServer",
            "X-BEServer",
            "X-CalculatedBETarget",
            "X-BackendHttpStatus",
            "X-Application-Context",
            "X-Env",
            "X-Environment");

    /** Times, debugging, and words for a proxy in front that was never told to listen. */
    private static final List<String> WORKINGS = List.of(
            "Server-Timing",
            "X-Runtime",
            "X-Response-Time",
            "X-Process-Time",
            "X-Request-Time",
            "X-Timer",
            "X-Elapsed*",
            "X-Debug*",
            "X-Profil*",
            "X-Clockwork-*",
            "X-ChromeLogger-Data",
            "X-ChromePhp-Data",
            "X-Wf-*",
            "X-Query-*",
            "X-SQL-*",
            "X-Exception*",
            "X-Error-*",
            "X-DiagInfo",
            "X-Accel-*",
            "X-Sendfile*",
            "X-Lighttpd-Send-File",
            "X-Reproxy-URL");

    /** All of them. */
    static final FieldPatterns ALL = FieldPatterns.of(all());

    private UsualFields() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(SOFTWARE);
        all.addAll(MACHINES);
        all.addAll(WORKINGS);
        return all;
    }
}
