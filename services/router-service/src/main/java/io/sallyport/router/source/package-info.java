/**
 * Where documents come from: the watched file, bound and validated. May use the configuration loader, the kit and the
 * routing engine's validation.
 */
@NullMarked
package io.sallyport.router.source;

import org.jspecify.annotations.NullMarked;
