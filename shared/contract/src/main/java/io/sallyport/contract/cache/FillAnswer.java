package io.sallyport.contract.cache;

/** Whether what was brought is kept. */
public record FillAnswer(boolean kept) {}
