/**
 * The page at the admin address, in a real Chromium that has no window, before a whole suite with traffic in both
 * directions. May use the whole suite and testkit.
 */
package io.sallyport.browser;
