/**
 * The command line; the only package here that prints. May use picocli and the rest of the module.
 */
@NullMarked
package io.sallyport.standalone.cli;

import org.jspecify.annotations.NullMarked;
