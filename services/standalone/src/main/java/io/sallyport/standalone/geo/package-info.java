/**
 * Brings a country database into a configuration folder. May use the edge's reader of such databases, JSON of Vert.x and
 * the JDK; prints nothing.
 */
@NullMarked
package io.sallyport.standalone.geo;

import org.jspecify.annotations.NullMarked;
