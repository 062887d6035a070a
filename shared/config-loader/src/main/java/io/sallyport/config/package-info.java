/**
 * Turns a configuration text into a tree of records, or into findings that name file, line, column and key. May use
 * the JDK and SnakeYAML only.
 */
@NullMarked
package io.sallyport.config;

import org.jspecify.annotations.NullMarked;
