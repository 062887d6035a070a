/** The only shared Vert.x code. */
package io.sallyport.kit;
