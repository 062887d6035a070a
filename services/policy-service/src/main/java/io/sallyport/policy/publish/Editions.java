package io.sallyport.policy.publish;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.compile.PolicyCompiler;
import io.sallyport.policy.publish.Texts.Text;
import io.sallyport.policy.revision.Revision;
import io.sallyport.policy.revision.Revision.Source;
import io.sallyport.policy.revision.RevisionBook;
import io.sallyport.policy.revision.RevisionBook.Seen;
import io.sallyport.policy.revision.RevisionIndex;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the text that is in force, compiles it on a worker and hands it to {@link PolicyRollout}: the one of the last
 * revision in the store, unless {@code policies.yaml} has changed since. Only the instance that publishes makes revisions of
 * its file. One step at a time; what comes meanwhile leads to one more. A text that is refused changes nothing.
 *
 * <p>Owner: the verticle's context. What others may read is volatile.
 */
public final class Editions {
    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);
    private static final int LOOKS_IN_DOUBT = 2;

    private final Vertx vertx;
    private final Clock clock;
    private final PolicyCompiler compiler;
    private final RevisionBook book;
    private final PolicyRollout rollout;
    private final Watched watched;
    private final Metrics.Counter accepted;
    private final Metrics.Counter refused;
    private final Texts texts = new Texts();
    private final long timer;
    private Text file;
    /** Looks to wait before a difference of the file counts as an edit. */
    private int doubts;

    private boolean listsChanged;
    private boolean stepping;
    private boolean again;
    private Future<Void> last = Future.succeededFuture();
    private String trouble = "";
    private volatile RevisionIndex index = RevisionIndex.EMPTY;

    private Editions(
            ServiceEnvironment environment,
            PolicyCompiler compiler,
            PolicyRollout rollout,
            Watched watched,
            Metrics metrics,
            Text file) {
        this.vertx = environment.vertx();
        this.clock = environment.clock();
        this.compiler = compiler;
        this.book = new RevisionBook(environment.store());
        this.rollout = rollout;
        this.watched = watched;
        this.accepted = compilations(metrics, "accepted");
        this.refused = compilations(metrics, "refused");
        this.file = file;
        this.timer = vertx.setPeriodic(rollout.pullMillis(), id -> look());
        rollout.onRunning(snapshot -> published(snapshot.digest(), snapshot.generation()));
    }

    private static Metrics.Counter compilations(Metrics metrics, String result) {
        return metrics.counter("sallyport_policy_compilations_total", "Edits compiled, by result.", "result", result);
    }

    /** Begins with a text on disk that has been compiled; nothing happens before {@link #begin}. */
    public static Editions of(
            ServiceEnvironment environment,
            PolicyCompiler compiler,
            PolicyRollout rollout,
            Watched watched,
            Metrics metrics,
            PolicyRollout.First first) {
        Text file = new Text(first.text(), RevisionBook.digest(first.text()));
        Editions editions = new Editions(environment, compiler, rollout, watched, metrics, file);
        editions.accept(file, first.ready());
        return editions;
    }

    /** Completes when the suite runs what is in force, or when that has to wait for another instance or the store. */
    public Future<Void> begin() {
        return settle().compose(settled -> rollout.begun());
    }

    /** The text on disk is now this. */
    public void textChanged(String changed) {
        if (!changed.equals(file.text())) {
            file = new Text(changed, RevisionBook.digest(changed));
            doubts = 0;
            texts.fileChanged();
            settle();
        }
    }

    /** A list file changed. */
    public void listsChanged() {
        listsChanged = true;
        texts.tryAgain();
        settle();
    }

    private void look() {
        doubts = rollout.leads() ? Math.max(0, doubts - 1) : doubts;
        settle();
    }

    /** Sees to it that what should be in force is; completes when this instance has done its part. */
    public Future<Void> settle() {
        if (stepping) {
            again = true;
            return last;
        }
        stepping = true;
        boolean lists = listsChanged;
        listsChanged = false;
        last = rollout.decided()
                .compose(decided -> book.read())
                .compose(this::refilled)
                .compose(seen -> step(seen, lists))
                .transform(done -> {
                    stepping = false;
                    tell(done.succeeded() ? null : done.cause(), lists);
                    if (again) {
                        again = false;
                        return settle();
                    }
                    return Future.succeededFuture();
                });
        return last;
    }

    private void tell(Throwable failure, boolean lists) {
        String now = failure == null ? "" : String.valueOf(failure.getMessage());
        listsChanged |= failure != null && lists;
        if (!now.equals(trouble) && failure != null) {
            LOG.warn("policies not looked after, trying again: {}", now);
        }
        trouble = now;
    }

    /** A store that has lost everything gets back what is known here. */
    private Future<Seen> refilled(Seen seen) {
        if (seen.raw().isPresent() || index.head().isEmpty() || !rollout.leads()) {
            return Future.succeededFuture(seen);
        }
        return book.refill(seen, index, texts.inForce().text()).compose(filled -> book.read());
    }

    private Future<Void> step(Seen seen, boolean lists) {
        index = seen.index();
        // Whoever takes over may not have looked at the file for a while: an old text is no edit of the newer one.
        doubts = rollout.leads() ? doubts : LOOKS_IN_DOUBT;
        return choose(seen.index())
                .compose(text -> text.isEmpty() ? Future.succeededFuture() : bring(text.get(), seen, lists));
    }

    /** Whether the text on disk is to take the place of what is in force. */
    private boolean isEdited(RevisionIndex current) {
        return rollout.leads() && doubts == 0 && !file.digest().equals(current.file()) && !texts.isRefused(file);
    }

    private Future<Optional<Text>> choose(RevisionIndex current) {
        if (current.head().isEmpty() || isEdited(current)) {
            return Future.succeededFuture(Optional.of(file));
        }
        Revision head = current.head().get();
        for (Text known : new Text[] {texts.inForce(), file}) {
            if (head.text().equals(known.digest())) {
                return Future.succeededFuture(Optional.of(known));
            }
        }
        return book.text(head).map(found -> {
            if (found.isEmpty()) {
                texts.lost("the store has lost the text of revision " + head.number() + "; what runs goes on");
            }
            return found.map(text -> new Text(text, head.text()));
        });
    }

    private Future<Void> bring(Text text, Seen seen, boolean lists) {
        if (text.digest().equals(texts.inForce().digest()) && !lists) {
            return enter(text, seen);
        }
        if (texts.isRefused(text)) {
            return Future.succeededFuture();
        }
        return vertx.executeBlocking(() -> compiler.compile(text.text())).compose(compilation -> {
            if (compilation instanceof Compilation.Ready ready) {
                accepted.increment();
                accept(text, ready);
                return enter(text, seen);
            }
            return refuse(text, (Compilation.Refused) compilation, seen, lists);
        });
    }

    private void accept(Text text, Compilation.Ready ready) {
        texts.accept(text, ready, text.digest().equals(file.digest()));
        rollout.take(ready.policy());
        watched.files(texts.files());
        watched.inForce(ready);
    }

    /** What is in force remains so; if its lists have changed, that counts all the same. */
    private Future<Void> refuse(Text text, Compilation.Refused refusing, Seen seen, boolean lists) {
        refused.increment();
        boolean ofFile = text.digest().equals(file.digest());
        texts.refuse(text, refusing, ofFile);
        watched.files(texts.files());
        boolean another =
                ofFile && !seen.index().head().map(Revision::text).orElse("").equals(text.digest());
        return another && lists ? step(seen, true) : Future.succeededFuture();
    }

    /** Makes a revision of what was accepted, if it is one, and has it published. */
    private Future<Void> enter(Text text, Seen seen) {
        CompiledPolicy policy = rollout.latest();
        Optional<Revision> head = seen.index().head();
        boolean edited = text.digest().equals(file.digest()) && (head.isEmpty() || isEdited(seen.index()));
        boolean other = head.isPresent() && !policy.digest().equals(head.get().digest());
        if (!rollout.leads() || !(edited || other)) {
            return rollout.offer();
        }
        Revision next = edited ? ofFile(text, policy, head) : ofLists(text, policy);
        String fileNow = edited ? text.digest() : seen.index().file();
        return book.append(seen, next, text.text(), fileNow).compose(written -> {
            if (written.isEmpty()) {
                again = true; // somebody else was quicker
                return Future.succeededFuture();
            }
            index = written.get();
            return rollout.offer();
        });
    }

    private Revision ofFile(Text text, CompiledPolicy policy, Optional<Revision> head) {
        String note = head.filter(before -> before.source() != Source.FILE && before.source() != Source.LISTS)
                .map(before -> "the file has changed: revision " + before.number() + " (" + before.author()
                        + ") is no longer in force")
                .orElse("");
        if (!note.isEmpty()) {
            LOG.warn("policies.yaml: {}", note);
        }
        return revision(Source.FILE, "policies.yaml", note, text, policy);
    }

    private Revision ofLists(Text text, CompiledPolicy policy) {
        return revision(Source.LISTS, "lists", "a list, or a variable, is another one", text, policy);
    }

    private Revision revision(Source source, String author, String note, Text text, CompiledPolicy policy) {
        return new Revision(0, clock.instant(), source, author, note, text.digest(), policy.digest(), lists(policy), 0);
    }

    static Map<String, String> lists(CompiledPolicy policy) {
        return policy.lists().stream().collect(Collectors.toMap(list -> list.name(), list -> list.digest()));
    }

    private void published(String digest, long generation) {
        if (rollout.leads()) {
            book.published(digest, generation)
                    .onSuccess(noted -> index = noted)
                    .onFailure(failure -> LOG.debug("generation {} not noted", generation, failure));
        }
    }

    /** The revisions, as they were last seen. */
    public RevisionIndex index() {
        return index;
    }

    /** The revisions as the store has them; as they were last seen while it is away. Never fails. */
    public Future<RevisionIndex> current() {
        return book.read().map(Seen::index).otherwise(away -> index);
    }

    public RevisionBook book() {
        return book;
    }

    /** The text on disk. */
    public String fileText() {
        return file.text();
    }

    /** Why a text was refused, one finding a line; empty when none was. */
    public String refusal() {
        return texts.refusal();
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
