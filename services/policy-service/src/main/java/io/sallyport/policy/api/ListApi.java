package io.sallyport.policy.api;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.kit.api.Answers;
import io.sallyport.policy.compile.ListReport;
import io.sallyport.policy.engine.list.HostNames;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.lookup.LineDesk;
import io.sallyport.policy.lookup.LineDesk.BusyException;
import io.sallyport.policy.lookup.LineDesk.Lines;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.subscription.Fetched;
import io.sallyport.policy.subscription.Subscriptions;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code /v1/lists}: what lists hold, what they say of a site, and fetching them now. */
public final class ListApi {
    private static final int REFRESH_SECONDS = 10;

    private final PolicyRollout rollout;
    private final Subscriptions subscriptions;
    private final LineDesk lines;
    private final ReadingNow reading;

    public ListApi(PolicyRollout rollout, Subscriptions subscriptions, LineDesk lines, ReadingNow reading) {
        this.rollout = rollout;
        this.subscriptions = subscriptions;
        this.lines = lines;
        this.reading = reading;
    }

    /**
     * All lists.
     *
     * @param fetches whether this instance fetches subscriptions
     * @param reading the list that is being read, with percent; empty when none is
     */
    public record ListsAnswer(boolean fetches, String reading, List<ListAnswer> lists) {}

    /** What all lists say of a host. */
    public record FoundOnAnswer(String host, List<FoundAnswer> lists) {}

    /**
     * What a call for a refresh has come to.
     *
     * @param done whether it has been tried; else it goes on, here or at the instance that fetches
     */
    public record RefreshAnswer(boolean done, ListAnswer list) {}

    public void mount(Router router) {
        router.get("/v1/lists").handler(context -> running(context, running -> lists(context, running)));
        router.get("/v1/lists/:name").handler(context -> list(context, list -> list(context, list)));
        router.post("/v1/lists/:name/refresh").handler(context -> list(context, list -> refresh(context, list)));
    }

    private record NamedList(RunningPolicy running, ListDocument document, CompiledList compiled) {
        NameSet names() {
            NameSet names = running.namesByDigest().get(compiled.digest());
            return names == null ? NameSet.MISSING : names;
        }
    }

    private void running(RoutingContext context, Consumer<RunningPolicy> then) {
        rollout.running()
                .ifPresentOrElse(then, () -> Answers.problem(context, 503, "no policy has been published yet"));
    }

    private void list(RoutingContext context, Consumer<NamedList> then) {
        String name = context.pathParam("name");
        running(
                context,
                running -> all(running).stream()
                        .filter(list -> list.document().name().equals(name))
                        .findFirst()
                        .ifPresentOrElse(then, () -> Answers.problem(context, 404, "no list has that name")));
    }

    private static List<NamedList> all(RunningPolicy running) {
        return running.snapshot().document().lists().stream()
                .flatMap(document -> running.snapshot().lists().stream()
                        .filter(compiled -> compiled.name().equals(document.name()))
                        .map(compiled -> new NamedList(running, document, compiled)))
                .toList();
    }

    private void lists(RoutingContext context, RunningPolicy running) {
        String host = context.request().getParam("host");
        if (host == null) {
            List<ListAnswer> lists = all(running).stream().map(this::answer).toList();
            Answers.json(context, 200, new ListsAnswer(subscriptions.fetches(), reading.text(), lists));
            return;
        }
        host(context, host, name -> {
            List<Future<FoundAnswer>> found =
                    all(running).stream().map(list -> find(list, name)).toList();
            answer(
                    context,
                    Future.join(found)
                            .map(all -> new FoundOnAnswer(
                                    name, found.stream().map(Future::result).toList())));
        });
    }

    private void list(RoutingContext context, NamedList list) {
        String host = context.request().getParam("host");
        if (host == null) {
            Answers.json(context, 200, answer(list));
        } else {
            host(context, host, name -> answer(context, find(list, name)));
        }
    }

    private static void host(RoutingContext context, String text, Consumer<String> then) {
        String name = HostNames.normalise(text.strip());
        if (name == null) {
            Answers.problem(context, 400, "host: found \"" + text + "\", allowed: a host name or an address");
        } else {
            then.accept(name);
        }
    }

    private static void answer(RoutingContext context, Future<?> answer) {
        answer.onSuccess(found -> Answers.json(context, 200, found)).onFailure(failure -> {
            if (failure instanceof BusyException) {
                Answers.problem(context, 503, failure.getMessage());
            } else {
                context.fail(failure);
            }
        });
    }

    private Future<FoundAnswer> find(NamedList list, String host) {
        return report(list)
                .map(report -> lines.find(list.document(), report, host))
                .orElseGet(() -> Future.succeededFuture(new Lines(false, List.of())))
                .map(found -> FoundAnswer.of(list.document().name(), host, list.names(), found));
    }

    /** Of the text that is in force, if it was read here. */
    private Optional<ListReport> report(NamedList list) {
        return rollout.report(list.document().name())
                .filter(report -> report.digest().equals(list.compiled().digest()));
    }

    private ListAnswer answer(NamedList list) {
        String name = list.document().name();
        List<String> rules = list.running().snapshot().document().rules().stream()
                .filter(rule -> rule.when().list().contains(name))
                .map(rule -> rule.name())
                .toList();
        Optional<ListAnswer.SubscriptionAnswer> subscription = list.document()
                .url()
                .map(url -> ListAnswer.SubscriptionAnswer.of(
                        list.document(),
                        subscriptions.known(name).orElse(Fetched.NOTHING),
                        subscriptions.isStale(name)));
        return ListAnswer.of(list.document(), list.compiled(), rules, report(list), subscription);
    }

    private void refresh(RoutingContext context, NamedList list) {
        if (list.document().url().isEmpty()) {
            Answers.problem(context, 409, "this list is a file; it is read again when it changes");
            return;
        }
        String accept = context.request().getParam("accept");
        if (accept != null && !accept.equals("true") && !accept.equals("false")) {
            Answers.problem(context, 400, "accept: found \"" + accept + "\", allowed: true, false");
            return;
        }
        subscriptions
                .refresh(list.document().name(), "true".equals(accept))
                .timeout(REFRESH_SECONDS, TimeUnit.SECONDS)
                .otherwise(false)
                .onSuccess(done -> Answers.json(context, done ? 200 : 202, new RefreshAnswer(done, answer(list))));
    }
}
