package io.sallyport.faults.load;

import io.sallyport.faults.load.Sample.Result;
import io.sallyport.faults.origin.Contents;
import io.sallyport.faults.origin.Origin;
import io.sallyport.testkit.RawResponse;
import java.util.concurrent.TimeUnit;

/** Whether an answer is the one that belongs to a request. Pure. */
final class Judge {
    /** Lifetimes are counted in whole seconds, and by the server's clock. */
    private static final long ROUNDING_NANOS = TimeUnit.MILLISECONDS.toNanos(1100);

    /** @param detail why it is not right */
    record Finding(Result result, String detail) {
        static Finding right() {
            return new Finding(Result.RIGHT, "");
        }

        static Finding failed(String detail) {
            return new Finding(Result.FAILED, detail);
        }

        static Finding wrong(String detail) {
            return new Finding(Result.WRONG, detail);
        }
    }

    private Judge() {}

    /** @param sentNanos when the request was sent */
    static Finding judge(Ask ask, RawResponse answer, long sentNanos) {
        if (!answer.violations().isEmpty()) {
            return answer.complete() ? Finding.wrong("grammar " + answer.violations()) : Finding.failed("cut");
        }
        if (!answer.complete()) {
            return Finding.failed("cut");
        }
        int status = answer.status();
        return switch (ask.kind()) {
            case BLOCKED -> refused(answer, 404);
            case NO_LOGIN -> refused(answer, 401);
            default -> status == 200 ? content(ask, answer.bodyText(), sentNanos) : Finding.failed(reason(answer));
        };
    }

    private static Finding refused(RawResponse answer, int wanted) {
        if (answer.status() == wanted) {
            return Finding.right();
        }
        return answer.status() < 400
                ? Finding.wrong("let through with " + answer.status())
                : Finding.failed(reason(answer));
    }

    /** With the word that the suite has for it. */
    private static String reason(RawResponse answer) {
        String said = answer.field("proxy-status").orElse("");
        int error = said.indexOf("error=");
        return "status " + answer.status() + (error < 0 ? "" : " " + said.substring(error + "error=".length()));
    }

    private static Finding content(Ask ask, String body, long sentNanos) {
        Contents contents = Contents.read(body).orElse(null);
        if (contents == null) {
            return Finding.wrong("damaged body of " + body.length());
        }
        if (!contents.field("target").equals(ask.target())) {
            return Finding.wrong("answer of " + contents.field("target") + " to " + ask.target());
        }
        String version = ask.kind() == Kind.PINNED ? "1.1" : "1.5";
        if (!contents.field("version").equals(version)) {
            return Finding.wrong("version " + contents.field("version"));
        }
        if (ask.kind() == Kind.PRIVATE && !ask.lines().contains("X-User: " + contents.field("user"))) {
            return Finding.wrong("answer of user " + contents.field("user") + " to " + ask.lines());
        }
        if (ask.isPost()
                && !contents.field("got").equals(Integer.toString(ask.body().hashCode()))) {
            return Finding.wrong("the server got another body");
        }
        return age(contents, sentNanos);
    }

    private static Finding age(Contents contents, long sentNanos) {
        long age = sentNanos - Long.parseLong(contents.field("made"));
        long allowed = TimeUnit.SECONDS.toNanos(Origin.LIFETIME_SECONDS) + ROUNDING_NANOS;
        return age <= allowed
                ? Finding.right()
                : new Finding(Result.STALE, TimeUnit.NANOSECONDS.toMillis(age) + " ms old");
    }
}
