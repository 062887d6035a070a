/**
 * Lists of names: how they are written, the form in which millions of them are asked in no time, and which line says what.
 * May use the JDK, the contract and http-model.
 */
@NullMarked
package io.sallyport.policy.engine.list;

import org.jspecify.annotations.NullMarked;
