/**
 * A small, strict HTTP/1.1 server for requests without a body: it bounds what a client may send and
 * how long it may take, and leaves every answer, refusals included, to its {@link
 * org.voiceagent.exporter.httpserver.RequestHandler}. Knows nothing of pages, passwords or
 * certificates.
 */
package org.voiceagent.exporter.httpserver;
