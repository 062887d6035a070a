package io.sallyport.policy.engine.disclosure;

import io.sallyport.http.RequestFacts;

/**
 * Who asks for what, as far as it decides what a field may say.
 *
 * @param facts  the request
 * @param client the client's address as text
 */
public record Asking(RequestFacts facts, String client) {}
