package io.sallyport.logs.alarm;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.logs.fleet.Certificates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what is wrong with the suite itself, by what its instances announce. Pure. */
final class ServiceAlarms {
    /** Without these requests fail sooner or later; the others cost comfort. */
    private static final List<String> NEEDED = List.of("edge-proxy", "policy-service", "router-service");

    private static final List<String> WANTED = List.of("cache-service", "log-collector");
    private static final String EDGE = "edge-proxy";
    private static final String DAYS_LEFT = "certificateDaysLeft";

    /** How an edge says what its figure says as well. */
    private static final String CERTIFICATE_EXPIRES = ": a certificate expires in ";

    private static final String LIST = "list ";
    private static final String STALE = ": stale";

    private final AlarmFacts facts;
    private final List<Finding> found = new ArrayList<>();

    private ServiceAlarms(AlarmFacts facts) {
        this.facts = facts;
    }

    /** @param others what is told already; a problem of the same text is not told again */
    static List<Finding> find(AlarmFacts facts, List<Finding> others) {
        ServiceAlarms alarms = new ServiceAlarms(facts);
        NEEDED.forEach(service -> alarms.missing(service, Severity.CRITICAL));
        WANTED.forEach(service -> alarms.missing(service, Severity.WARNING));
        alarms.listenerCertificates();
        alarms.problems(others);
        facts.lost().ifPresent(alarms::lost);
        facts.store()
                .ifPresent(why -> alarms.add(
                        AlarmKind.STORE_AWAY, Severity.CRITICAL, "store", "the store cannot be reached: " + why));
        return alarms.found;
    }

    private void missing(String service, Severity severity) {
        boolean there = facts.roster().stream()
                .anyMatch(each -> each.ready() && each.service().equals(service));
        if (!there) {
            add(AlarmKind.SERVICE_MISSING, severity, service, "no instance of " + service + " is ready");
        }
    }

    private void listenerCertificates() {
        facts.roster().stream()
                .filter(each -> each.service().equals(EDGE) && each.figures().containsKey(DAYS_LEFT))
                .min(Comparator.comparing(
                        (ServiceAnnouncement each) -> each.figures().get(DAYS_LEFT)))
                .ifPresent(this::listenerCertificate);
    }

    private void listenerCertificate(ServiceAnnouncement edge) {
        long days = edge.figures().getOrDefault(DAYS_LEFT, Long.MAX_VALUE);
        if (days < Certificates.WARNING_DAYS) {
            Severity severity = days < Certificates.CRITICAL_DAYS ? Severity.CRITICAL : Severity.WARNING;
            String when = days < 0 ? "has expired" : "expires in " + days + " days";
            add(
                    AlarmKind.LISTENER_CERTIFICATE_EXPIRY,
                    severity,
                    EDGE,
                    "a certificate of a listener of edge " + edge.instance() + " " + when);
        }
    }

    /** One alarm for each text, whoever says it. */
    private void problems(List<Finding> others) {
        Set<String> told = new HashSet<>();
        others.forEach(other -> told.add(other.text()));
        Map<String, Set<String>> servicesByText = new TreeMap<>();
        for (ServiceAnnouncement each : facts.roster()) {
            for (String problem : each.problems()) {
                if (each.ready() && !told.contains(problem) && !problem.contains(CERTIFICATE_EXPIRES)) {
                    servicesByText
                            .computeIfAbsent(problem, text -> new TreeSet<>())
                            .add(each.service());
                }
            }
        }
        servicesByText.forEach(this::problem);
    }

    private void problem(String text, Set<String> services) {
        int stale = text.indexOf(STALE);
        if (text.startsWith(LIST) && stale > 0) {
            add(AlarmKind.LIST_STALE, Severity.WARNING, text.substring(LIST.length(), stale), text);
        } else {
            String service = String.join(",", services);
            String subject = service + ":" + Integer.toHexString(text.hashCode());
            add(AlarmKind.SERVICE_DEGRADED, Severity.WARNING, subject, service + ": " + text);
        }
    }

    private void lost(Losses.Lost lost) {
        found.add(new Finding(
                AlarmKind.RECORDS_DROPPED,
                Severity.WARNING,
                "records",
                lost.records() + " records were dropped since " + lost.since() + ", because a buffer was full",
                Optional.of(lost.since()),
                List.of()));
    }

    private void add(AlarmKind kind, Severity severity, String subject, String text) {
        found.add(new Finding(kind, severity, subject, text, Optional.empty(), List.of()));
    }
}
