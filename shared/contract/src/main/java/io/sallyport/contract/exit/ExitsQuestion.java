package io.sallyport.contract.exit;

/** How do your ways out fare? */
public record ExitsQuestion() {}
