/**
 * Codecs that carry contract messages over the event bus and snapshots into the store. May use Vert.x, Jackson and the
 * contract.
 *
 * <p>Inside a JVM a message is handed on by reference. Between JVMs {@code SnapshotAnnouncement}, {@code HealthReport},
 * {@code EndpointReport}, {@code TrafficQuestion}, {@code TrafficAnswer}, {@code ServiceAnnouncement}, {@code BusProbe}, {@code PurgeEntry}, {@code PurgeDone},
 * {@code PurgeWish}, {@code PurgeReport}, {@code CanaryReport}, {@code UnlockReport},
 * {@code FiguresQuestion}, {@code FiguresAnswer}, {@code FillAnswer} and {@code RecordsQuestion} are canonical JSON;
 * {@code AccessBatch} is a binary form of version 5, which also lies in the store's stream, {@code RecordsAnswer} one of version 1 around it, and the shared cache's other messages are binary forms of version 1 ({@link CacheForms}); each behind its length in four bytes. {@code PolicySnapshot} and {@code RouteSnapshot} never
 * travel: they lie in the store, as canonical JSON.
 */
package io.sallyport.kit.bus;
