package io.sallyport.config;

/** A value made of a text, with the way back to the text. */
public record Bound<T>(T value, Positions positions) {}
