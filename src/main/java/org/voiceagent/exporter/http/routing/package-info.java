/**
 * Requests and responses as pages see them: paths, query parameters, content negotiation, routes.
 */
package org.voiceagent.exporter.http.routing;
