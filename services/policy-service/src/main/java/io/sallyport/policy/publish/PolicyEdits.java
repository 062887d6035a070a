package io.sallyport.policy.publish;

import io.sallyport.config.Bound;
import io.sallyport.config.Finding;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.compile.PolicyCompiler;
import io.sallyport.policy.compile.PolicyCompiler.Draft;
import io.sallyport.policy.engine.UnaskedRules;
import io.sallyport.policy.engine.UnprovedCallers;
import io.sallyport.policy.revision.MaskedText;
import io.sallyport.policy.revision.ModeEdit;
import io.sallyport.policy.revision.Revision;
import io.sallyport.policy.revision.Revision.Source;
import io.sallyport.policy.revision.RevisionBook;
import io.sallyport.policy.revision.RevisionBook.Seen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Edits by people at the API: a text is tried, written to the store as a revision, and put in force. Who wants to change what
 * another has changed meanwhile is told so. Owner: the verticle's context.
 */
public final class PolicyEdits {
    private static final String NAME = "the text";
    private static final String ANY = "*";

    /** How long a caller is made to wait for what it has ordered. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Clock clock;
    private final PolicyCompiler compiler;
    private final Editions editions;
    private final PolicyRollout rollout;
    private final List<RuleDocument> logins;

    /** @param logins rules by which listeners demand a login, before those of any text */
    public PolicyEdits(
            Vertx vertx,
            Clock clock,
            PolicyCompiler compiler,
            Editions editions,
            PolicyRollout rollout,
            List<RuleDocument> logins) {
        this.vertx = vertx;
        this.clock = clock;
        this.compiler = compiler;
        this.editions = editions;
        this.rollout = rollout;
        this.logins = List.copyOf(logins);
    }

    /** Who wants it, and why. */
    public record Author(String name, String note) {}

    /** What became of an order. */
    public sealed interface Result {
        /**
         * It is done.
         *
         * @param inForce  whether the suite runs it; false when it has not come to that yet
         * @param warnings what is valid and hardly meant
         */
        record Done(Revision revision, boolean inForce, List<String> warnings) implements Result {}

        /** It would be done. */
        record Valid(String digest, boolean changes, List<String> warnings) implements Result {}

        /** The text is wrong. */
        record Refused(List<Finding> findings) implements Result {}

        /** Somebody else has changed it. */
        record Changed(Optional<Revision> head) implements Result {}

        /** There is nothing to do it to, or no need. */
        record Impossible(int status, String why) implements Result {}
    }

    /** A text that would do. */
    private record Tried(String text, CompiledPolicy policy, List<String> warnings) {}

    /** Whether a text would be taken; nothing is written. */
    public Future<Result> dryRun(String text) {
        return editions.settle().compose(settled -> attempt(text)).map(attempted -> {
            if (attempted.tried == null) {
                return attempted.refused;
            }
            boolean changes = editions.index()
                    .head()
                    .map(head -> !head.text().equals(RevisionBook.digest(text)))
                    .orElse(true);
            return new Result.Valid(attempted.tried.policy.digest(), changes, attempted.tried.warnings);
        });
    }

    /**
     * Puts a text in force.
     *
     * @param tag what the caller takes for the text in force; {@code *} for whatever is
     */
    public Future<Result> put(String text, String tag, Source source, Author author) {
        return editions.settle()
                .compose(settled -> attempt(text))
                .compose(attempted -> attempted.tried == null
                        ? Future.succeededFuture(attempted.refused)
                        : editions.book().read().compose(seen -> enter(attempted.tried, seen, tag, source, author)));
    }

    private record Attempt(Tried tried, Result refused) {}

    private Future<Attempt> attempt(String text) {
        List<Finding> masks = MaskedText.masks(NAME, text);
        if (!masks.isEmpty()) {
            return Future.succeededFuture(new Attempt(null, new Result.Refused(masks)));
        }
        return draft(text)
                .map(draft -> draft.compilation() instanceof Compilation.Ready ready
                        ? new Attempt(
                                new Tried(
                                        text,
                                        ready.policy(),
                                        warnings(draft.bound().orElseThrow())),
                                null)
                        : new Attempt(
                                null, new Result.Refused(((Compilation.Refused) draft.compilation()).findings())));
    }

    /** A text compiled without any trace. */
    public Future<Draft> draft(String text) {
        return vertx.executeBlocking(() -> compiler.draft(NAME, text, editions.fileText()));
    }

    /** A text that was in force once. Blocking. */
    public PoliciesDocument document(String text) {
        return compiler.document(text);
    }

    private List<String> warnings(Bound<PoliciesDocument> bound) {
        List<String> warnings = new ArrayList<>();
        UnaskedRules.in(bound.value().rules())
                .forEach(each -> warnings.add(bound.positions()
                        .finding(each.path(), each.found(), each.allowed())
                        .toString()));
        UnprovedCallers.in(logins, bound.value().rules())
                .forEach(each -> warnings.add(bound.positions()
                        .finding(each.path(), each.found(), each.allowed())
                        .toString()));
        return warnings;
    }

    private Future<Result> enter(Tried tried, Seen seen, String tag, Source source, Author author) {
        Optional<Revision> head = seen.index().head();
        if (head.isEmpty()) {
            return Future.succeededFuture(
                    new Result.Impossible(503, "no policy is in force yet that could be changed; try again"));
        }
        if (!tag.equals(ANY) && !tag.equals(head.get().tag())) {
            return Future.succeededFuture(new Result.Changed(head));
        }
        String digest = RevisionBook.digest(tried.text);
        if (digest.equals(head.get().text())) {
            return inForce(head.get(), tried);
        }
        Revision next = new Revision(
                0,
                clock.instant(),
                source,
                author.name(),
                author.note(),
                digest,
                tried.policy.digest(),
                Editions.lists(tried.policy),
                0);
        return editions.book()
                .append(seen, next, tried.text, seen.index().file())
                .compose(written -> written.isEmpty()
                        ? Future.succeededFuture(new Result.Changed(Optional.empty()))
                        : editions.settle()
                                .compose(settled -> inForce(written.get().head().orElseThrow(), tried)));
    }

    private Future<Result> inForce(Revision revision, Tried tried) {
        return rollout.runs(tried.policy.digest(), PATIENCE).map(runs -> {
            Revision shown = editions.index().find(revision.number()).orElse(revision);
            return new Result.Done(shown, runs, tried.warnings);
        });
    }

    /** Puts a rule on trial, or in force. */
    public Future<Result> mode(String rule, Mode mode, String tag, Author author) {
        return headText()
                .compose(text -> text.isEmpty()
                        ? Future.succeededFuture(
                                new Result.Impossible(503, "the text in force cannot be read from the store"))
                        : draft(text.get().text)
                                .compose(draft -> draft.bound().isEmpty()
                                        ? Future.succeededFuture(new Result.Refused(
                                                ((Compilation.Refused) draft.compilation()).findings()))
                                        : mode(text.get(), draft.bound().get(), rule, mode, tag, author)));
    }

    private record HeadText(Revision head, String text) {}

    private Future<Optional<HeadText>> headText() {
        return editions.settle().compose(settled -> {
            Optional<Revision> head = editions.index().head();
            return head.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : text(head.get()).map(found -> found.map(text -> new HeadText(head.get(), text)));
        });
    }

    private Future<Result> mode(
            HeadText before, Bound<PoliciesDocument> bound, String rule, Mode mode, String tag, Author author) {
        int index = ModeEdit.indexOf(bound.value(), rule);
        Optional<Result> needless = needless(bound.value(), index, rule, mode);
        if (needless.isPresent()) {
            return Future.succeededFuture(needless.get());
        }
        ModeEdit edit = new ModeEdit(before.text, bound.value(), bound.positions());
        Optional<String> changed = edit.to(index, mode);
        if (changed.isEmpty()) {
            return Future.succeededFuture(unchangeable(rule));
        }
        // Only what was read may be changed: the tag is that of the text which the edit began with.
        String seen = tag.equals(ANY) ? before.head.tag() : tag;
        Source source = mode == Mode.ENFORCE ? Source.PROMOTE : Source.DEMOTE;
        return draft(changed.get())
                .compose(draft -> draft.bound().isPresent()
                                && edit.isOnlyChange(draft.bound().get().value(), index, mode)
                        ? put(changed.get(), seen, source, author)
                        : Future.succeededFuture(unchangeable(rule)));
    }

    private static Optional<Result> needless(PoliciesDocument document, int index, String rule, Mode mode) {
        if (index < 0) {
            String names = document.rules().stream()
                    .map(each -> each.name())
                    .limit(20)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("none, there are no rules");
            return Optional.of(new Result.Impossible(404, "rule: found \"" + rule + "\", allowed: " + names));
        }
        String state = mode == Mode.ENFORCE ? "in force already" : "in report mode already";
        return document.rules().get(index).mode() == mode
                ? Optional.of(new Result.Impossible(409, "rule " + rule + " is " + state))
                : Optional.empty();
    }

    private static Result unchangeable(String rule) {
        return new Result.Impossible(
                422,
                "the mode of rule " + rule
                        + " is not written in a way that can be changed alone (an alias, a merge or a variable); edit the text");
    }

    /** The text of a revision; empty when the store has lost it. */
    public Future<Optional<String>> text(Revision revision) {
        return revision.text().equals(RevisionBook.digest(editions.fileText()))
                ? Future.succeededFuture(Optional.of(editions.fileText()))
                : editions.book().text(revision);
    }

    /** Puts an earlier text in force again, as a new revision. */
    public Future<Result> restore(long number, String tag, Author author) {
        return editions.settle().compose(settled -> {
            Optional<Revision> found = editions.index().find(number);
            if (found.isEmpty()) {
                return Future.succeededFuture(
                        new Result.Impossible(404, "revision " + number + " is not among those that are kept"));
            }
            return text(found.get())
                    .compose(text -> text.isEmpty()
                            ? Future.succeededFuture(
                                    new Result.Impossible(410, "the store has lost the text of revision " + number))
                            : put(text.get(), tag, Source.RESTORE, author));
        });
    }
}
