package io.sallyport.browser;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests that may have a {@link Chromium} as a parameter; skipped where none is installed. */
@Target(TYPE)
@Retention(RUNTIME)
@Timeout(300)
@ExtendWith(ChromiumParameter.class)
@interface InChromium {}
