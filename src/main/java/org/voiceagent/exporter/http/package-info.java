/**
 * What the daemon answers over HTTP: the page Prometheus scrapes, advice and calls as JSON or HTML,
 * and whether it is well.
 */
package org.voiceagent.exporter.http;
