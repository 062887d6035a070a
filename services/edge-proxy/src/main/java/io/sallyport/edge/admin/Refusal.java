package io.sallyport.edge.admin;

/**
 * Why a call does not get in.
 *
 * @param detail for the caller
 */
record Refusal(int status, String detail) {}
