/**
 * A small, strict HTTP/1.1 server. It limits what a client may send and how long it may take, and
 * leaves every response, including refusals, to its {@link
 * org.voiceagent.exporter.httpserver.RequestHandler}. It knows nothing about pages, passwords or
 * certificates.
 */
package org.voiceagent.exporter.httpserver;
