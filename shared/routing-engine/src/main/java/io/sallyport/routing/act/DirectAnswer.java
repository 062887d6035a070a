package io.sallyport.routing.act;

/** What a route answers itself, without a server. */
public sealed interface DirectAnswer permits RedirectAnswer, FixedAnswer {
    /** Status of the answer. */
    int status();
}
