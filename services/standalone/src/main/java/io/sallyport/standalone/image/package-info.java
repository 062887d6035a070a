/**
 * What goes into the image of one service: its jars without the parts for other machines, native libraries as files, a jar
 * that starts it, and its classes as a rehearsal of its start left them. May use the mains of services, for rehearsals, and
 * the JDK; prints nothing but in its main.
 */
@NullMarked
package io.sallyport.standalone.image;

import org.jspecify.annotations.NullMarked;
