/**
 * What routes need at the edge beyond one exchange: how many requests each has under way. May use nothing of the edge.
 */
package io.sallyport.edge.route;
