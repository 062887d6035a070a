/**
 * The files of the page at the admin address, which lie in this module's resources under {@code ui/}: read once, served from
 * memory to anybody, for they hold no secret. What they ask, they ask of the API, like every other caller. May use Vert.x, the
 * kit's answers and the HTTP model; nothing else of the edge.
 */
package io.sallyport.edge.page;
