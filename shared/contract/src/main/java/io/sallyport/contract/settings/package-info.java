/**
 * Static configuration, {@code sallyport.yaml}: one record per section, defaults in the compact constructors. A
 * component that the file leaves out arrives as {@code null} and takes its default there. May use the JDK only.
 */
package io.sallyport.contract.settings;
